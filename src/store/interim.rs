//! temp
use crate::case::*;
use crate::deadline::Instant;
use crate::error::*;
use crate::language::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseId(String);
impl CaseId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
pub struct Draft {
    pub role: String,
    pub at: Instant,
    pub act: Act,
    pub definitions: String,
    pub values: BTreeMap<String, Values>,
    pub reasons: BTreeMap<String, String>,
    pub overridden: BTreeMap<String, String>,
    pub satisfied: Vec<String>,
}
pub struct Keys;
pub struct Source {
    pub lang: Lang,
    pub ask: bool,
}
impl Keys {
    pub fn open(_: &Path, _: &Source) -> Result<Keys> {
        todo!()
    }
    pub fn warnings(&self) -> &[Message] {
        &[]
    }
}
pub struct Origin {
    pub commit: String,
    pub signature: Sig,
}
pub struct Sig;
impl Sig {
    pub fn word(&self) -> &'static str {
        "good"
    }
}
pub struct LoadedCase {
    pub id: CaseId,
    pub events: Vec<Event>,
    pub held: Vec<()>,
    pub problems: Vec<Message>,
    pub readers: BTreeMap<String, BTreeSet<String>>,
    pub readable: BTreeSet<String>,
}
impl LoadedCase {
    pub fn origin(&self, _: &str) -> Option<&Origin> {
        None
    }
}
pub struct Me {
    pub member: String,
    pub office: String,
    pub roles: Vec<String>,
    pub admin: bool,
}
pub struct Moment {
    pub now: Instant,
    pub clock_set: bool,
}
pub struct Recorded {
    pub event: String,
    pub case: CaseId,
    pub commit: String,
    pub notices: Vec<Message>,
}
pub enum Target {
    New,
    Case(CaseId),
}
pub struct Member {
    pub institution: Option<String>,
    pub member: String,
    pub roles: Vec<String>,
}
pub struct Governed {
    pub offices: BTreeMap<String, ()>,
    pub members: BTreeMap<String, Arc<Member>>,
}
impl Governed {
    pub fn active_in<'a>(&'a self, _: &'a str) -> impl Iterator<Item = &'a Arc<Member>> {
        self.members.values()
    }
}
pub struct Settings {
    pub language: Lang,
}
pub struct Store;
impl Store {
    pub fn find(_: Option<&Path>) -> Result<PathBuf> {
        todo!()
    }
    pub fn open(_: &Path) -> Result<Store> {
        todo!()
    }
    pub fn settings(&self) -> &Settings {
        todo!()
    }
    pub fn me(&self, _: &Keys) -> Result<Me> {
        todo!()
    }
    pub fn governed(&self) -> &Governed {
        todo!()
    }
    pub fn resolve(&self, _: &str) -> Result<CaseId> {
        todo!()
    }
    pub fn short(&self, _: &CaseId) -> String {
        todo!()
    }
    pub fn load(&self, _: &CaseId, _: &Keys) -> Result<LoadedCase> {
        todo!()
    }
    pub fn load_all(&self, _: &Keys) -> Result<Vec<(CaseId, Result<LoadedCase>)>> {
        todo!()
    }
    pub fn record(&self, _: &Keys, _: Target, _: Draft, _: Moment, _: &[String]) -> Result<Recorded> {
        todo!()
    }
    pub fn current_case(&self) -> Result<Option<CaseId>> {
        todo!()
    }
    pub fn set_current_case(&self, _: &CaseId) -> Result<()> {
        todo!()
    }
}
