//! Everything that can be printed of an outcome.

use super::sdk;
use sdk::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use std::error::Error;
use std::fmt::Debug;
use tests::leaks::Shown;

pub(crate) fn debug(shown: &mut Shown, way: &str, value: &impl Debug) {
    shown.say(way, format!("{value:?}\n{value:#?}"));
}

/// An error in all the ways in which it can be printed.
pub(crate) fn printed(error: &(dyn Error + 'static), way: &str, shown: &mut Shown) {
    shown.say(&format!("{way}Display"), error.to_string());
    shown.say(&format!("{way}Debug"), format!("{error:?}\n{error:#?}"));
    let sources = std::iter::successors(error.source(), |&error| error.source());
    for source in sources {
        shown.say(&format!("{way}sources"), source.to_string());
        let debug = format!("{source:?}\n{source:#?}");
        shown.say(&format!("{way}sources' Debug"), debug);
    }
}

pub(crate) fn said<E>(error: SdkError<E>, shown: &mut Shown)
where
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    sdk::Error: From<SdkError<E>>,
{
    printed(&error, "", shown);
    shown.say(
        "DisplayErrorContext",
        DisplayErrorContext(&error).to_string(),
    );
    debug(shown, "metadata", ProvideErrorMetadata::meta(&error));
    if let Some(service) = error.as_service_error() {
        printed(service, "service ", shown);
    }
    let error = sdk::Error::from(error);
    printed(&error, "converted ", shown);
    let context = DisplayErrorContext(&error).to_string();
    shown.say("converted DisplayErrorContext", context);
}
