//! What a test needs to know of a vendor's sandbox to count there. One line a vendor.

use serde_json::Value;

/// Where things stand in a vendor's sandbox documents.
#[derive(Clone, Copy, Debug)]
pub struct Tenant {
    /// The vendor.
    pub vendor: &'static str,
    /// The employees by their id, as a JSON pointer.
    pub employees: &'static str,
    /// In an employee: the private e-mail address.
    pub email: &'static str,
    /// In an employee: the files.
    pub files: &'static str,
    /// In an employee: the photo.
    pub photo: &'static str,
    /// In an employee: the dated rows that a hire writes, each a list.
    pub rows: &'static [&'static str],
}

/// Every vendor that takes hires.
pub const TENANTS: &[Tenant] = &[
    Tenant {
        vendor: "bamboohr",
        employees: "/employees",
        email: "/fields/homeEmail",
        files: "/files",
        photo: "/photo/content",
        rows: &["/tables/jobInfo", "/tables/employmentStatus", "/tables/compensation"],
    },
    Tenant {
        vendor: "intellihr",
        employees: "/people",
        email: "/emailAddresses/0/email",
        files: "/documents",
        photo: "/image/content",
        rows: &["/jobs"],
    },
];

/// An employee as the sandbox holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    /// The vendor's identifier.
    pub id: String,
    /// The private e-mail address, in lower case.
    pub email: String,
    /// How many files are kept with it.
    pub files: usize,
    /// Whether there is a photo.
    pub photo: bool,
    /// How many rows each dated table has.
    pub rows: Vec<usize>,
}

impl Tenant {
    /// The tenant of a vendor.
    ///
    /// # Panics
    /// Where this file has no line for it.
    pub fn of(vendor: &str) -> Self {
        *TENANTS
            .iter()
            .find(|tenant| tenant.vendor == vendor)
            .unwrap_or_else(|| panic!("testkit/src/tenant.rs has no line for {vendor}"))
    }

    /// Every employee in a sandbox's documents.
    pub fn employees(&self, documents: &Value) -> Vec<Employee> {
        let all = documents.pointer(self.employees).and_then(Value::as_object);
        all.into_iter().flatten().map(|(id, employee)| self.employee(id, employee)).collect()
    }

    fn employee(&self, id: &str, employee: &Value) -> Employee {
        let length = |pointer: &str| employee.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
        let text = |pointer: &str| employee.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        Employee {
            id: id.into(),
            email: text(self.email).to_lowercase(),
            files: length(self.files),
            photo: !text(self.photo).is_empty(),
            rows: self.rows.iter().map(|table| length(table)).collect(),
        }
    }
}
