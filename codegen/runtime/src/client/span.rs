//! The span around a call. The macros of tracing would put the same hundred lines into each operation.

use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use tracing::field::FieldSet;
use tracing::level_filters::{LevelFilter, STATIC_MAX_LEVEL};
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Level, Metadata, Span, Value, dispatcher};
use tracing_core::callsite::{Callsite, register};

const FIELDS: &[&str] = &[
    "rpc.service",
    "rpc.method",
    "sdk_invocation_id",
    "rpc.system",
];

/// Where the span of an operation is made.
#[derive(Debug)]
pub(super) struct CallSite {
    metadata: Metadata<'static>,
    registered: Once,
    /// Whether any subscriber may want the span.
    wanted: AtomicBool,
}

impl CallSite {
    /// The place of a span of that name, in that module. It is itself what tells it from others.
    pub(super) const fn new(name: &'static str, module: &'static str, own: &'static Self) -> Self {
        let fields = FieldSet::new(FIELDS, tracing_core::identify_callsite!(own));
        let (level, kind) = (Level::DEBUG, Kind::SPAN);
        Self {
            metadata: Metadata::new(name, module, level, None, None, Some(module), fields, kind),
            registered: Once::new(),
            wanted: AtomicBool::new(false),
        }
    }

    /// A span of a call.
    pub(super) fn span(&'static self, service: &str, operation: &str) -> Span {
        self.registered.call_once(|| register(self));
        let fields = self.metadata.fields();
        let id = fastrand::u32(1_000_000..10_000_000);
        let values: [&dyn Value; 4] = [&service, &operation, &id, &"aws-api"];
        let mut names = fields.iter();
        let mut next = || names.next().unwrap_or_else(|| unreachable!());
        let values = values.map(|value| (next(), Some(value)));
        let values = values.each_ref().map(|(name, value)| (name, *value));
        let values = fields.value_set(&values);
        if self.is_enabled() {
            return Span::new(&self.metadata, &values);
        }
        // If tracing writes logs where nobody subscribes, it does so here.
        let span = Span::new_disabled(&self.metadata);
        span.record_all(&values);
        span
    }

    fn is_enabled(&self) -> bool {
        Level::DEBUG <= STATIC_MAX_LEVEL
            && Level::DEBUG <= LevelFilter::current()
            && self.wanted.load(Relaxed)
            && dispatcher::get_default(|subscriber| subscriber.enabled(&self.metadata))
    }
}

impl Callsite for CallSite {
    fn set_interest(&self, interest: Interest) {
        self.wanted.store(!interest.is_never(), Relaxed);
    }

    fn metadata(&self) -> &Metadata<'_> {
        &self.metadata
    }
}
