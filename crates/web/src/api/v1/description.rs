//! The API's description: what each operation's file says of it, and what all of them have in common, added from the
//! table of routes so that neither is forgotten.

use axum::http::Method;
use serde_json::json;
use utoipa::{
    OpenApi,
    openapi::{
        RefOr, Required,
        content::ContentBuilder,
        extensions::ExtensionsBuilder,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem},
        response::ResponseBuilder,
        schema::{ObjectBuilder, Ref, Type},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};

use super::Description;
use crate::access::{Access, Route};

/// The description of every route of the API.
pub fn complete() -> utoipa::openapi::OpenApi {
    let mut api = Description::openapi();
    let components = api.components.get_or_insert_default();
    components.add_security_scheme("key", SecurityScheme::Http(bearer()));
    components.add_security_scheme("signature", SecurityScheme::ApiKey(signature()));
    for route in super::routes() {
        let item = api.paths.paths.get_mut(route.path);
        if let Some(operation) = item.and_then(|item| operation(item, &route.method)) {
            add(operation, &route);
        }
    }
    api
}

fn bearer() -> utoipa::openapi::security::Http {
    let told = "A key made under Account, as it was shown once.";
    HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("gw_…").description(Some(told)).build()
}

fn signature() -> ApiKey {
    let told = "A signature by RFC 9421 with hmac-sha256, for keys with a secret. Sign @method, @path, @query, \
                content-digest where there is a body, and idempotency-key in every write.";
    ApiKey::Header(ApiKeyValue::with_description("Signature-Input", told))
}

/// The operation of a path with that method.
pub fn operation<'a>(item: &'a mut PathItem, method: &Method) -> Option<&'a mut Operation> {
    match *method {
        Method::GET => item.get.as_mut(),
        Method::PUT => item.put.as_mut(),
        Method::POST => item.post.as_mut(),
        Method::PATCH => item.patch.as_mut(),
        Method::DELETE => item.delete.as_mut(),
        _ => None,
    }
}

fn add(operation: &mut Operation, route: &Route) {
    let words =
        route.path.trim_start_matches("/api/v1/").replace(['{', '}'], "").replace(['/', '-', '.'], "_");
    operation.operation_id = Some(format!("{}_{words}", route.method.as_str().to_lowercase()));
    if route.access == Access::Public {
        return;
    }
    let none: [&str; 0] = [];
    operation.security =
        Some(vec![SecurityRequirement::new("key", none), SecurityRequirement::new("signature", none)]);
    if let Some(permission) = route.access.permission() {
        operation.extensions =
            Some(ExtensionsBuilder::new().add("x-permission", json!(permission.word())).build());
    }
    let (reads, named) = (route.method == Method::GET, route.path.contains('{'));
    answers(operation, "401", "Nobody is known by that key or signature");
    answers(operation, "403", "The key has not the permission, or its owner's role not the right");
    answers(operation, "422", "Something that was sent can't be accepted; each field is named");
    // A write may name records in its body.
    if named || !reads {
        answers(operation, "404", "There is no such record");
    }
    if reads {
        let known = ResponseBuilder::new().description("It is as the If-None-Match says").build();
        operation.responses.responses.entry("304".into()).or_insert(RefOr::T(known));
    } else {
        answers(operation, "400", "The call can't be read");
        answers(operation, "409", "Not possible as things stand, or the same write is under way");
        answers(operation, "412", "It was changed since it was read, as the If-Match says");
        answers(operation, "413", "It is too large");
        with_key(operation);
    }
    if route.path.contains("/connections") || route.path.contains("/handoffs") {
        answers(operation, "502", "The other system did not go along");
    }
}

/// A refusal that the operation's file says nothing of.
fn answers(operation: &mut Operation, status: &str, told: &str) {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let response =
        ResponseBuilder::new().description(told).content("application/problem+json", problem).build();
    operation.responses.responses.entry(status.into()).or_insert(RefOr::T(response));
}

fn with_key(operation: &mut Operation) {
    let parameters = operation.parameters.get_or_insert_default();
    let named = |one: &RefOr<Parameter>| matches!(one, RefOr::T(one) if one.name == "Idempotency-Key");
    if parameters.iter().any(named) {
        return;
    }
    let makes = operation.responses.responses.contains_key("201");
    let told = "The same key asks for the same write, however often it comes: it is done once, and answered as it was \
                for a day.";
    let parameter = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(if makes { Required::True } else { Required::False })
        .description(Some(told))
        .schema(Some(
            ObjectBuilder::new().schema_type(Type::String).max_length(Some(200)).min_length(Some(1)),
        ))
        .build();
    parameters.push(RefOr::T(parameter));
}
