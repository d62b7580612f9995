//! An SDK crate that is being whittled: what is used of it, its slice, its model, and what it becomes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Location};
use codegen::model::Service;
use codegen::read::Document;
use codegen::slice::{Operations, Types};
use codegen::{Failure, InRust, Source};

use crate::generate::{self, Error, Generated};
use crate::library::{CameFrom, Library};
use crate::model::cut;
use crate::model::loaded::Loaded;
use crate::model::update::provenance::Provenance;
use crate::model::upstream::Upstream;
use crate::names::{Known, Names, Used};
use crate::project::SdkCrate;
use crate::slice_file::{self, SliceFile};
use crate::slices::{NewSlice, SliceText};

/// A crate that is being whittled.
#[derive(Debug)]
pub(crate) struct Krate {
    /// Its name.
    pub name: String,
    /// What is used of it.
    pub used: Used,
    /// All that the service has.
    pub known: Known,
    /// The names of all that in Rust.
    pub names: Names,
    slice: SliceText,
    path: PathBuf,
    model: Model,
}

/// The model that a crate is made of.
#[derive(Debug)]
enum Model {
    /// Cut already, from this.
    Cut(Box<Loaded>, Option<CameFrom>),
    /// The whole one.
    Whole(Box<Loaded>, Upstream),
}

/// What a crate becomes.
#[derive(Debug)]
pub(crate) struct Made {
    /// The slice file, the model and what is known of the service, by their paths.
    pub texts: BTreeMap<PathBuf, String>,
    /// The crate.
    pub generated: Generated,
}

/// The file beside a model with all names of the service.
const KNOWN: &str = "names.toml";

impl Krate {
    /// The crate as the folder of slices has it, or a new one with nothing of its service.
    ///
    /// # Errors
    ///
    /// If its files cannot be read, or there is no model for a new one.
    pub(crate) fn open(
        folder: &Path,
        name: &str,
        sdk: &SdkCrate,
        library: &Library,
    ) -> Result<Self, Error> {
        let path = folder.join(format!("{name}.toml"));
        let models = folder.join("models").join(name);
        if path.exists() {
            let mut krate = Self::written(name, path, &models)?;
            krate.slice.set_version(&sdk.version);
            return Ok(krate);
        }
        let (whole, upstream) = library.open(name, None)?;
        let further = sdk.features.iter();
        let further = further.filter(|f| !codegen::slice::FEATURES.contains(&f.as_str()));
        let features: Vec<String> = further.cloned().collect();
        let known = Known::of(&whole.service);
        Ok(Self {
            name: name.to_owned(),
            used: Used::default(),
            names: Names::new(&known, &InRust::new(&whole.service, &[])),
            known,
            slice: SliceText::new(&NewSlice {
                name,
                version: &sdk.version,
                features: &features,
            }),
            path,
            model: Model::Whole(Box::new(whole), upstream),
        })
    }

    fn written(name: &str, path: PathBuf, models: &Path) -> Result<Self, Error> {
        let read = |path: &Path| {
            let text = fs::read_to_string(path);
            text.map_err(|error| Error::Io(path.to_path_buf(), error))
        };
        let text = read(&path)?;
        let file = slice_file::parse(&path, &text)?;
        let slice = SliceText::read(&text)
            .map_err(|error| Diagnostic::new(&Location::path(&path), error.message()))
            .map_err(Failure::from)?;
        let loaded = Loaded::read(generate::source(&file)?, slice_file::shown(&file.model))?;
        let known = match fs::read_to_string(models.join(KNOWN)) {
            Ok(text) => toml::from_str(&text).map_err(|error| {
                let at = Location::path(&models.join(KNOWN));
                Failure::from(Diagnostic::new(&at, error.message().to_owned()))
            })?,
            // A slice of somebody's own.
            Err(_) => Known::of(&loaded.service),
        };
        let came = fs::read_to_string(models.join("provenance.toml"));
        let came = came.ok().and_then(|text| toml::from_str(&text).ok());
        Ok(Self {
            name: name.to_owned(),
            used: Used::default(),
            names: Names::new(&known, &InRust::new(&loaded.service, &file.slice.renames)),
            known,
            slice,
            path,
            model: Model::Cut(Box::new(loaded), came),
        })
    }

    /// Leaves the feature `rustls` what it is in the official crate.
    pub(crate) fn keep_legacy(&mut self) {
        self.slice.keep_legacy();
    }

    fn file(&self) -> Result<SliceFile, Failure> {
        slice_file::parse(&self.path, &self.slice.text())
    }

    /// The service of the model, cut or whole.
    pub(crate) fn service(&self) -> &Service {
        match &self.model {
            Model::Cut(loaded, _) | Model::Whole(loaded, _) => &loaded.service,
        }
    }

    /// What is used and not in the slice yet.
    ///
    /// # Errors
    ///
    /// If the slice is not right.
    pub(crate) fn missing(&self) -> Result<Used, Failure> {
        let file = self.file()?;
        let has = |name: &String| match &file.slice.operations {
            Operations::All(_) => true,
            Operations::Named(named) => named.iter().any(|(other, _)| other == name),
        };
        let operations = self.used.operations.clone().into_iter();
        let types = match &file.slice.types {
            Types::All => BTreeMap::new(),
            _ => self.types_missing(&file)?,
        };
        Ok(Used {
            operations: operations.filter(|(name, _)| !has(name)).collect(),
            types,
            perhaps: BTreeSet::new(),
        })
    }

    /// The types that are used and that neither the operations of the slice need nor it names.
    fn types_missing(&self, file: &SliceFile) -> Result<BTreeMap<String, Vec<String>>, Failure> {
        let mut slice = file.slice.clone();
        // What the model lacks, since it was cut, has no types here.
        if let Operations::Named(named) = &mut slice.operations {
            named.retain(|(name, _)| self.service().operations.contains_key(name));
        }
        slice.types = match slice.types {
            Types::Named(mut named) => {
                named.retain(|(name, _)| self.service().shapes.contains_key(name));
                Types::Named(named)
            }
            _ => Types::Named(Vec::new()),
        };
        let service = codegen::select(self.service().clone(), &slice)?;
        let there: BTreeSet<&str> = service.types_of_operations().collect();
        let used = self.used.types.iter();
        let missing = used.filter(|(name, _)| !there.contains(name.as_str()));
        Ok(missing
            .map(|(name, at)| (name.clone(), at.clone()))
            .collect())
    }

    /// The names of the slice that nobody uses, operations before types.
    ///
    /// # Errors
    ///
    /// If the slice is not right.
    pub(crate) fn unused(&self) -> Result<(BTreeSet<String>, BTreeSet<String>), Failure> {
        let file = self.file()?;
        let operations = match &file.slice.operations {
            Operations::All(_) => BTreeSet::new(),
            Operations::Named(named) => named.iter().map(|(name, _)| name.clone()).collect(),
        };
        let types = match &file.slice.types {
            Types::Named(named) => named.iter().map(|(name, _)| name.clone()).collect(),
            _ => BTreeSet::new(),
        };
        let without = |names: BTreeSet<String>, used: &BTreeMap<String, Vec<String>>| {
            let unused = names.into_iter().filter(|name| !used.contains_key(name));
            unused.collect::<BTreeSet<String>>()
        };
        let mut operations = without(operations, &self.used.operations);
        operations.retain(|name| !self.used.perhaps.contains(name));
        Ok((operations, without(types, &self.used.types)))
    }

    /// Drops from the slice what nobody uses.
    ///
    /// # Errors
    ///
    /// If the slice is not right.
    pub(crate) fn prune(&mut self) -> Result<(), Failure> {
        let (operations, types) = self.unused()?;
        self.slice.remove("operations", &operations);
        self.slice.remove("types", &types);
        Ok(())
    }

    /// Adds to the slice what is used, and makes the crate: nothing is written.
    ///
    /// # Errors
    ///
    /// If the whole model is needed and not there, or the crate cannot be generated.
    pub(crate) fn make(&mut self, library: &Library) -> Result<Made, Error> {
        self.slice.add("operations", &self.used.operations);
        self.whole(library)?;
        let missing = self.missing()?;
        self.slice.add("types", &missing.types);
        self.whole(library)?;
        let file = self.file()?;
        let service = codegen::select(self.service().clone(), &file.slice)?;
        let mut texts = BTreeMap::from([(self.path.clone(), self.slice.text())]);
        let source = match &self.model {
            // As it lies there, unless something of it is not needed any more.
            Model::Cut(loaded, _) if same(&service, &loaded.service) => loaded.source.clone(),
            Model::Cut(loaded, _) => self.cut(loaded, &service, &file, &mut texts)?,
            Model::Whole(loaded, upstream) => {
                let provenance = Provenance::of(upstream, None)
                    .map_err(|error| Error::Io(upstream.path.clone(), error))?;
                texts.insert(file.model.join("provenance.toml"), provenance.text());
                texts.insert(file.model.join(KNOWN), self.known.text());
                self.cut(loaded, &service, &file, &mut texts)?
            }
        };
        let (generated, _) = generate::made(&self.path, file, &source, &Default::default())?;
        Ok(Made { texts, generated })
    }

    /// Opens the whole model if the slice names what the cut one lacks.
    fn whole(&mut self, library: &Library) -> Result<(), Failure> {
        let Model::Cut(loaded, came) = &self.model else {
            return Ok(());
        };
        let slice = self.file()?.slice;
        let lacks_operation = match &slice.operations {
            Operations::All(_) => loaded.service.operations.len() < self.known.operations.len(),
            Operations::Named(named) => named
                .iter()
                .any(|(name, _)| !loaded.service.operations.contains_key(name)),
        };
        let lacks_type = match &slice.types {
            Types::None => false,
            Types::All => loaded.service.operations.len() < self.known.operations.len(),
            Types::Named(named) => named
                .iter()
                .any(|(name, _)| !loaded.service.shapes.contains_key(name)),
        };
        let lacks_used = self
            .used
            .types
            .keys()
            .any(|name| !loaded.service.shapes.contains_key(name));
        if lacks_operation || lacks_type || lacks_used {
            let (whole, upstream) = library.open(&self.name, came.as_ref())?;
            self.known = Known::of(&whole.service);
            self.names = Names::new(&self.known, &InRust::new(&whole.service, &slice.renames));
            self.model = Model::Whole(Box::new(whole), upstream);
        }
        Ok(())
    }

    /// Cuts a model for the slice; the files are added to `texts`.
    fn cut(
        &self,
        loaded: &Loaded,
        service: &Service,
        file: &SliceFile,
        texts: &mut BTreeMap<PathBuf, String>,
    ) -> Result<Source, Failure> {
        let mut source = Source::new(document(&file.model, "model.json", String::new()));
        for (name, json) in cut::cut(loaded, service)?.into_files() {
            let text = serde_json::to_string_pretty(&json).unwrap_or_default() + "\n";
            let document = document(&file.model, name, text.clone());
            match name {
                "paginators-1.json" => source.paginators = Some(document),
                "waiters-2.json" => source.waiters = Some(document),
                "endpoint-rule-set-1.json" => source.endpoint_rules = Some(document),
                _ => source.model = document,
            }
            texts.insert(file.model.join(name), text);
        }
        Ok(source)
    }
}

fn document(folder: &Path, name: &str, text: String) -> Document {
    Document {
        file: slice_file::shown(&folder.join(name)).into(),
        bytes: text.into_bytes(),
    }
}

/// Whether two services, one cut from the other, have the same in them.
fn same(cut: &Service, of: &Service) -> bool {
    cut.operations.len() == of.operations.len() && cut.shapes.len() == of.shapes.len()
}
