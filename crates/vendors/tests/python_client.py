"""Drives a running sandbox with PyBambooHR, a public client that knows nothing of Gangway.

    pip install PyBambooHR
    python python_client.py http://127.0.0.1:4010 sandbox-full-access-key

Lists, adds, reads, changes, finds the change, reads a table's rows and uploads a file; says what it did, or stops
at the first surprise.
"""

import datetime
import os
import sys
import tempfile

from PyBambooHR.PyBambooHR import PyBambooHR
from requests import HTTPError


def main(base, key):
    bamboo = PyBambooHR(subdomain="larkmoor", api_key=key)
    # The client has the vendor's older address built in.
    bamboo.base_url = f"{base.rstrip('/')}/api/gateway.php/larkmoor/v1/"
    began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=1)

    address = f"solveig.{began.timestamp():.0f}@example.net"

    before = bamboo.get_employee_directory()
    print(f"listed {len(before)} people; {len(bamboo.get_meta_fields())} fields, "
          f"{len(bamboo.get_meta_lists())} lists, {len(bamboo.get_meta_tables())} tables, "
          f"{len(bamboo.get_meta_users())} users")

    added = bamboo.add_employee({
        "first_name": "Solveig", "last_name": "Haraldsen", "home_email": address,
        "hire_date": "2020-02-03", "job_title": "Data Analyst", "department": "Data", "location": "London",
    })
    number = added["id"]
    assert number.isdigit(), added
    print(f"added employee {number} at {added['url']}")

    read = bamboo.get_employee(number, ["firstName", "homeEmail", "jobTitle", "status"])
    expected = {"id": number, "firstName": "Solveig", "homeEmail": address,
                "jobTitle": "Data Analyst", "status": "Active"}
    assert read == expected, read
    assert bamboo.get_employee(number)["lastName"] == "Haraldsen"
    print("read it back, with a few fields and with all that the client knows")

    assert bamboo.update_employee(number, {"mobile_phone": "+44 7700 900111", "job_title": "Data Engineer"})
    read = bamboo.get_employee(number, ["mobilePhone", "jobTitle"])
    assert (read["mobilePhone"], read["jobTitle"]) == ("+44 7700 900111", "Data Engineer"), read
    changes = bamboo.get_employee_changes(began)
    assert changes["employees"][number]["action"] == "Inserted", changes
    print("changed it, and found it among the changes")

    # The client's own methods for tables and for the list of files ask for JSON and then read XML, which fails at
    # any server that heeds what it asked for; so its plain query is used for those two.
    rows = bamboo._query(f"employees/{number}/tables/jobInfo", {})
    assert {row["jobTitle"] for row in rows} == {"Data Analyst", "Data Engineer"}, rows
    print(f"read {len(rows)} rows of its job table")

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cv.pdf")
        with open(path, "wb") as file:
            file.write(b"%PDF-1.4 invented")
        view = bamboo._query(f"employees/{number}/files/view/", {})
        section = next(c for c in view["categories"] if c["canUploadFiles"] == "yes")
        assert bamboo.upload_employee_file(number, path, section["id"], False)
    view = bamboo._query(f"employees/{number}/files/view/", {})
    names = [file["name"] for category in view["categories"] for file in category["files"]]
    assert names == ["cv.pdf"], names
    print(f"uploaded a file into {section['name']}")

    after = bamboo.get_employee_directory()
    assert len(after) == len(before) + 1
    try:
        bamboo.add_employee({"first_name": "Solveig", "last_name": "Again", "home_email": address})
    except HTTPError as error:
        assert error.response.status_code == 409, error
        print(f"a second one with the address was refused: {error.response.headers['X-BambooHR-Error-Message']}")
    else:
        sys.exit("a second employee with the same address was taken")


if __name__ == "__main__":
    main(*sys.argv[1:3])
