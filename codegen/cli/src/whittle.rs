//! `cargo whittle` and `cargo whittle sync`: slices, models and crates are written, the workspace is
//! compiled with them, and only when it compiles do they take the places of the official crates.

use std::fs;

use codegen::diagnostic::{Diagnostic, Location};

use crate::compile::{self, Complaint, Outcome, Unsaid};
use crate::disk::{lines_below, read, write};
use crate::generate::{Error, Generated};
use crate::git;
use crate::journal::{self, Journal};
use crate::library::Library;
use crate::lock::{self, Packages};
use crate::manifest::Manifest;
use crate::model::cut;
use crate::outdated;
use crate::plan::{Plan, Scanned};
use crate::preview;
use crate::project::{Cargo, Origin, Project};
use crate::remove;
use crate::runtime;
use crate::say::{Say, number};
use crate::slice_file::shown;
use crate::state::State;
use crate::table;

/// What `cargo whittle` can be told.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    models: FromModels,
    /// A crate that stays official; may be said several times
    #[arg(long, value_name = "CRATE")]
    except: Vec<String>,
    /// Print what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Go on though the manifest has changes that are not committed
    #[arg(long)]
    allow_dirty: bool,
}

/// What `cargo whittle sync` can be told.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Sync {
    #[command(flatten)]
    options: Options,
    /// Drop from the slices what nobody uses any more
    #[arg(long)]
    prune: bool,
}

/// Where whole models are.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct FromModels {
    /// The models: a checkout of the published Smithy models, its URL (with #COMMIT or without), or
    /// botocore's data; the installed botocore where nothing is said
    #[arg(long, value_name = "DIR|URL", env = "WHITTLE_MODELS")]
    pub models: Option<String>,
}

/// Whittles a workspace, or brings a whittled one up to date.
///
/// # Errors
///
/// If it cannot be done: then everything is as it was.
pub(crate) fn init(cargo: &Cargo, options: &Options, say: &mut Say) -> Result<(), Error> {
    run(cargo, options, Plan::make, say)
}

/// Brings a whittled workspace up to date.
///
/// # Errors
///
/// If it is not whittled, or it cannot be done: then everything is as it was.
pub(crate) fn sync(cargo: &Cargo, options: &Sync, say: &mut Say) -> Result<(), Error> {
    State::of(&Project::open(cargo)?.folder)?;
    match options.prune {
        false => run(cargo, &options.options, Plan::make, say),
        true => {
            let prune = |plan: &mut Plan, project: &Project, library: &Library| {
                plan.prune()?;
                plan.make(project, library)
            };
            run(cargo, &options.options, prune, say)
        }
    }
}

fn run(
    cargo: &Cargo,
    options: &Options,
    make: impl FnOnce(&mut Plan, &Project, &Library) -> Result<(), Error>,
    say: &mut Say,
) -> Result<(), Error> {
    let mut project = Project::open(cargo)?;
    if journal::recover(&project)? {
        say.step("restored", "what a run that was interrupted had changed");
        project = Project::open(cargo)?;
    }
    let library = Library::new(options.models.models.clone(), cargo.offline);
    let mut manifest = ready(&project, options)?;
    let outdated = outdated::of(&project)?;
    let mut journal = None;
    if !outdated.is_empty() && !options.dry_run {
        journal = Some(Journal::begin(&project)?);
        project = outdated::update(cargo, &project, &outdated, say)?;
    }
    let scanned = Scanned::of(&project)?;
    let mut plan = Plan::new(&project, &scanned, &library, &options.except)?;
    make(&mut plan, &project, &library)?;
    table::say(&project, &plan, say);
    if library.used_botocore() {
        say.warn(BOTOCORE);
    }
    if plan.made.is_empty() {
        return Err(nothing(&project));
    }
    let mut state = State::read(&project.folder)?;
    state.official.clone_from(&plan.official);
    count_lines(&project, &plan, &mut state);
    if options.dry_run {
        manifest.patch(&entries(&project, &plan))?;
        return preview::print(&project, &plan, (&manifest, &outdated), say);
    }
    let journal = journal.map_or_else(|| Journal::begin(&project), Ok)?;
    say.step("writing", &written(&project, &plan, &state));
    until_it_builds(cargo, &project, &mut plan, (&library, &manifest), say)?;
    let entries = entries(&project, &plan);
    manifest.patch(&entries)?;
    let before = Packages::read(&journal.before("Cargo.lock"));
    state.keep(&before, &Packages::read(&read(&project.lock())?));
    write(&State::path(&project.folder), &state.text())?;
    let (path, text) = (project.manifest(), manifest.text());
    if read(&path)? != text {
        say.step("patching", "Cargo.toml: [patch.crates-io]");
        write(&path, &text)?;
    }
    journal.commit()
}

/// What is to be known of models that come from botocore.
const BOTOCORE: &str = "warning: the models are those of botocore, since --models says nothing else
   = help: they lack some paginators, the defaults of numbers and flags, and some names of enum values:
           where code does not compile for that, take the Smithy models,
           --models https://github.com/aws/api-models-aws";

/// The manifest, if the workspace can be whittled.
fn ready(project: &Project, options: &Options) -> Result<Manifest, Error> {
    let path = project.manifest();
    let at = Location::path(&path);
    if project.crates.is_empty() {
        let problem = Diagnostic::new(&at, "nothing in this workspace depends on an aws-sdk crate");
        return Err(Error::Input(problem.into()));
    }
    let is_first = !State::path(&project.folder).exists();
    let is_read_only = fs::metadata(&path).is_ok_and(|file| file.permissions().readonly());
    if is_read_only {
        let problem = Diagnostic::new(&at, "the manifest is read-only");
        return Err(Error::Input(problem.into()));
    }
    if is_first && !options.allow_dirty && !options.dry_run && git::is_dirty(&path) {
        let problem = Diagnostic::new(&at, "the manifest has changes that are not committed");
        let problem = problem
            .help("commit them, so that you can tell ours from yours, or pass --allow-dirty");
        return Err(Error::Input(problem.into()));
    }
    are_known(project, &options.except)?;
    let mut manifest = Manifest::read(at, &read(&path)?)?;
    // What is patched otherwise is told before anything is made.
    let official = project.crates.iter();
    let official = official.filter(|(name, krate)| {
        !options.except.contains(name) && !matches!(krate.origin, Origin::Elsewhere(_))
    });
    let entries: Vec<_> = official.map(|(name, _)| entry(project, name)).collect();
    let text = manifest.text();
    manifest.patch(&entries)?;
    Ok(Manifest::read(Location::path(&path), &text)?)
}

/// What is left out is there.
fn are_known(project: &Project, except: &[String]) -> Result<(), Error> {
    let Some(name) = except
        .iter()
        .find(|name| !project.crates.contains_key(*name))
    else {
        return Ok(());
    };
    let problem = Diagnostic::new(
        &Location::file("--except"),
        "nothing in this workspace depends on this crate",
    );
    let known = project.crates.keys().map(String::as_str);
    Err(Error::Input(
        problem.note("crate", name).did_you_mean(name, known).into(),
    ))
}

/// No crate can be whittled; the table has said why.
fn nothing(project: &Project) -> Error {
    let at = Location::path(&project.manifest());
    let problem = Diagnostic::new(&at, "none of the aws-sdk crates can be whittled");
    Error::Input(
        problem
            .help("the table above says why for each; nothing was changed")
            .into(),
    )
}

/// Writes the crates and compiles the workspace; what the compiler misses is added, as long as it helps.
fn until_it_builds(
    cargo: &Cargo,
    project: &Project,
    plan: &mut Plan,
    (library, manifest): (&Library, &Manifest),
    say: &mut Say,
) -> Result<(), Error> {
    write_runtime(project)?;
    let mut written = Vec::new();
    loop {
        for (name, made) in &plan.made {
            if !written.contains(name) {
                made.write()?;
                written.push(name.clone());
            }
        }
        say.begin("checking");
        let outcome = compile::check(cargo, &unsaid(project, plan, manifest), say);
        say.end();
        if compile::is_interrupted() {
            return Err(compile::interrupted());
        }
        let complaints = match outcome.map_err(|error| Error::Io("cargo check".into(), error))? {
            Outcome::Builds => break,
            Outcome::Refused(said) => return Err(refused(&said)),
            Outcome::Fails(complaints) => complaints,
        };
        let added = plan.add(project, &complaints)?;
        if added.is_empty() {
            return Err(hopeless(&complaints));
        }
        let names: Vec<&str> = added.iter().map(String::as_str).collect();
        say.step(
            "adding",
            &format!("{}, which the compiler misses", names.join(", ")),
        );
        let before = std::mem::take(&mut written);
        let (kept, changed): (Vec<_>, _) = before
            .into_iter()
            .partition(|name| plan.made.contains_key(name));
        written = kept;
        plan.make(project, library)?;
        // One that needs more than can be generated is official again.
        for name in changed.iter().filter(|name| !plan.made.contains_key(*name)) {
            remove::files_of(project, name)?;
        }
    }
    is_used(project, plan)?;
    say.step("checking", "cargo check --workspace --all-targets … ok");
    Ok(())
}

/// What the manifest does not say yet of the crates.
fn unsaid<'a>(project: &Project, plan: &'a Plan, manifest: &Manifest) -> Unsaid<'a> {
    let names = manifest.lacks(plan.made.keys()).into_iter();
    Unsaid {
        patches: names
            .map(|name| (name.clone(), project.folder.join(name)))
            .collect(),
        profile: manifest.lacks_profile(plan.made.keys()),
    }
}

/// cargo takes every patch: it passes over one of a version that nothing asks for.
fn is_used(project: &Project, plan: &Plan) -> Result<(), Error> {
    let unused = lock::unused(&read(&project.lock())?);
    let Some(name) = unused.into_iter().find(|name| plan.made.contains_key(name)) else {
        return Ok(());
    };
    let problem = Diagnostic::new(
        &Location::path(&project.lock()),
        "cargo does not use the whittled crate; everything is as it was",
    );
    let problem = problem.note("crate", &name);
    Err(Error::Input(
        problem
            .help(format!("leave it out: --except {name}"))
            .into(),
    ))
}

/// cargo does not even begin to compile.
fn refused(said: &str) -> Error {
    let problem = Diagnostic::new(
        &Location::file("cargo check"),
        "cargo does not take the crates; everything is as it was",
    );
    Error::Cargo(said.to_owned(), problem.into())
}

/// The compiler complains of what no model can mend.
fn hopeless(complaints: &[Complaint]) -> Error {
    const SOME: usize = 5;
    let mut texts: Vec<&str> = complaints.iter().map(|c| c.text.trim_end()).collect();
    texts.dedup();
    let more = texts.len().saturating_sub(SOME);
    texts.truncate(SOME);
    let more = match more {
        0 => String::new(),
        more => format!("\n… and {more} more"),
    };
    let at = Location::file("cargo check");
    let problem = Diagnostic::new(
        &at,
        "the workspace does not compile with the whittled crates; everything is as it was",
    )
    .help("if it compiles without them, leave the crate out that is complained of: --except CRATE");
    Error::Cargo(texts.join("\n\n") + &more, problem.into())
}

impl crate::krate::Made {
    /// Writes the slice, the model and the crate.
    fn write(&self) -> Result<(), Error> {
        for (path, text) in &self.texts {
            write(path, text)?;
        }
        let folders = self
            .texts
            .keys()
            .filter(|path| path.ends_with("provenance.toml"));
        for folder in folders.filter_map(|path| path.parent()) {
            for name in cut::NAMES.iter().map(|name| folder.join(name)) {
                if !self.texts.contains_key(&name) && name.exists() {
                    fs::remove_file(&name).map_err(|error| Error::Io(name, error))?;
                }
            }
        }
        self.generated.write().map(drop)
    }
}

fn write_runtime(project: &Project) -> Result<(), Error> {
    let Generated { files, out, .. } = runtime::beside(project.folder.join("runtime"));
    files.write(&out)?;
    Ok(())
}

/// The entries of the manifest.
pub(crate) fn entries(project: &Project, plan: &Plan) -> Vec<(String, String)> {
    plan.made.keys().map(|name| entry(project, name)).collect()
}

fn entry(project: &Project, name: &str) -> (String, String) {
    (name.to_owned(), format!("{}/{name}", project.below()))
}

/// Counts the lines of official crates that are still there to be counted.
fn count_lines(project: &Project, plan: &Plan, state: &mut State) {
    for name in plan.made.keys() {
        let krate = project.crates.get(name);
        if let Some(krate) = krate.filter(|krate| krate.origin == Origin::Official) {
            state
                .lines
                .insert(name.clone(), lines_below(&krate.folder.join("src")));
        }
    }
}

/// What is written, and how large it is and was.
fn written(project: &Project, plan: &Plan, state: &State) -> String {
    let folder = shown(&project.folder);
    let names: Vec<&str> = plan.made.keys().map(String::as_str).collect();
    let names = names.join(", ");
    let ours: usize = plan.made.values().map(|made| made.generated.lines()).sum();
    let theirs: usize = plan
        .made
        .keys()
        .filter_map(|name| state.lines.get(name))
        .sum();
    let (ours, theirs) = (number(ours), number(theirs));
    format!("{folder}/{{runtime, {names}}} ({ours} lines instead of {theirs})")
}
