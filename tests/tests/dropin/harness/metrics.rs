//! A telemetry provider as that of OpenTelemetry, which only writes down what is measured.

use aws_smithy_observability::instruments::{
    AsyncInstrumentBuilder, AsyncMeasure, Histogram, InstrumentBuilder, MonotonicCounter,
    ProvideInstrument, UpDownCounter,
};
use aws_smithy_observability::meter::{Meter, ProvideMeter};
use aws_smithy_observability::{Attributes, Context, TelemetryProvider};
use std::sync::{Arc, Mutex};

/// What was measured: scope, instrument, unit, attributes.
pub(crate) type Measured = Arc<Mutex<Vec<String>>>;

#[derive(Debug)]
struct Provider(Measured);

#[derive(Debug)]
struct Instruments {
    measured: Measured,
    scope: String,
}

#[derive(Debug)]
struct Instrument {
    measured: Measured,
    name: String,
}

/// Sets the provider of this process.
pub(crate) fn install() -> Measured {
    let measured = Measured::default();
    let provider = Arc::new(Provider(measured.clone()));
    let provider = TelemetryProvider::builder()
        .meter_provider(provider)
        .build();
    aws_smithy_observability::global::set_telemetry_provider(provider).unwrap();
    measured
}

fn text(attributes: Option<&Attributes>) -> String {
    let attributes = attributes.map(Attributes::attributes).into_iter().flatten();
    let mut texts: Vec<_> = attributes
        .map(|(key, value)| format!("{key}={value:?}"))
        .collect();
    texts.sort();
    texts.join(" ")
}

impl ProvideMeter for Provider {
    fn get_meter(&self, scope: &'static str, attributes: Option<&Attributes>) -> Meter {
        Meter::new(Arc::new(Instruments {
            measured: self.0.clone(),
            scope: format!("{scope} [{}]", text(attributes)),
        }))
    }
}

impl Instruments {
    fn create(&self, name: &str, units: &Option<impl AsRef<str>>) -> Arc<Instrument> {
        let units = units.as_ref().map(AsRef::as_ref).unwrap_or_default();
        Arc::new(Instrument {
            measured: self.measured.clone(),
            name: format!("{} {name} {units}", self.scope),
        })
    }
}

impl Instrument {
    fn write(&self, attributes: Option<&Attributes>) {
        let text = format!("{} [{}]", self.name, text(attributes));
        self.measured.lock().unwrap().push(text);
    }
}

macro_rules! instruments {
    ($($create:ident -> $instrument:ident;)*) => {
        $(
            fn $create(
                &self,
                builder: InstrumentBuilder<'_, Arc<dyn $instrument>>,
            ) -> Arc<dyn $instrument> {
                self.create(builder.get_name(), builder.get_units())
            }
        )*
    };
}

/// Instruments that ask for values themselves. The clients have none.
macro_rules! observers {
    ($($create:ident -> $value:ty;)*) => {
        $(
            fn $create(
                &self,
                builder: AsyncInstrumentBuilder<'_, Arc<dyn AsyncMeasure<Value = $value>>, $value>,
            ) -> Arc<dyn AsyncMeasure<Value = $value>> {
                panic!("nobody observes {}", builder.get_name())
            }
        )*
    };
}

impl ProvideInstrument for Instruments {
    instruments! {
        create_up_down_counter -> UpDownCounter;
        create_monotonic_counter -> MonotonicCounter;
        create_histogram -> Histogram;
    }

    observers! {
        create_gauge -> f64;
        create_async_up_down_counter -> i64;
        create_async_monotonic_counter -> u64;
    }
}

impl Histogram for Instrument {
    fn record(&self, _: f64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.write(attributes);
    }
}

impl MonotonicCounter for Instrument {
    fn add(&self, _: u64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.write(attributes);
    }
}

impl UpDownCounter for Instrument {
    fn add(&self, _: i64, attributes: Option<&Attributes>, _: Option<&dyn Context>) {
        self.write(attributes);
    }
}
