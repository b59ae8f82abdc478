//! The operating system's keychain: which store it is, and whether it is unlocked. All that differs between systems.

use keyring::api::CredentialStoreApi;
use keyring::{Entry, Error};

const SERVICE: &str = "com.annotationacademy.desktop";

/// What can be told without asking the person anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code)] // A system tells, or does not: none has all three.
pub(crate) enum Lock {
    Open,
    /// Whoever wants in must ask for the person's password.
    Locked,
    /// This system does not tell.
    Unknown,
}

/// Why the lock cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code))] // Elsewhere the keychain is a part of the system.
pub(crate) enum Unreached {
    Missing,
    Unresponsive,
}

/// The one entry, `user` telling it from those of other folders. A connection of its own each time: one that was lost
/// does not matter then.
pub(crate) fn entry(user: &str) -> Result<Entry, Error> {
    system::store()?.build(SERVICE, user, Some(&system::modifiers()))
}

pub(crate) use system::lock;

#[cfg(target_os = "linux")]
mod system {
    use super::{Lock, Unreached};
    use keyring::Error;
    use std::collections::HashMap;
    use std::sync::Arc;
    use zbus::blocking::Connection;
    use zbus::zvariant::{OwnedObjectPath, OwnedValue};
    use zbus_secret_service_keyring_store::Store;

    const NAME: &str = "org.freedesktop.secrets";

    pub(crate) fn store() -> Result<Arc<Store>, Error> {
        Store::new()
    }

    /// The name under which the desktop's keyring programs list the entry.
    pub(crate) fn modifiers() -> HashMap<&'static str, &'static str> {
        HashMap::from([("label", "Annotation Academy")])
    }

    /// Of the collection in which new entries are made. None at all is as good as locked: the keyring asks the person
    /// to begin one.
    pub(crate) fn lock() -> Result<Lock, Unreached> {
        let bus = Connection::session().map_err(|_| Unreached::Missing)?;
        let service = Some("org.freedesktop.Secret.Service");
        let collection = bus
            .call_method(Some(NAME), "/org/freedesktop/secrets", service, "ReadAlias", &"default")
            .and_then(|reply| reply.body().deserialize::<OwnedObjectPath>())
            .map_err(|e| unreached(&e))?;
        if collection.as_str() == "/" {
            return Ok(Lock::Locked);
        }
        let property = ("org.freedesktop.Secret.Collection", "Locked");
        let properties = Some("org.freedesktop.DBus.Properties");
        let locked = bus
            .call_method(Some(NAME), &collection, properties, "Get", &property)
            .and_then(|reply| reply.body().deserialize::<OwnedValue>())
            .map_err(|e| unreached(&e))?;
        match bool::try_from(locked) {
            Ok(false) => Ok(Lock::Open),
            Ok(true) => Ok(Lock::Locked),
            Err(_) => Err(Unreached::Unresponsive),
        }
    }

    /// Nobody has the name and nobody can be started who would: that is missing. All else may pass.
    fn unreached(error: &zbus::Error) -> Unreached {
        const NOBODY: [&str; 4] = [
            "org.freedesktop.DBus.Error.ServiceUnknown",
            "org.freedesktop.DBus.Error.NameHasNoOwner",
            "org.freedesktop.DBus.Error.AccessDenied",
            "org.freedesktop.DBus.Error.UnknownMethod",
        ];
        match error {
            zbus::Error::MethodError(name, ..)
                if NOBODY.contains(&name.as_str()) || name.starts_with("org.freedesktop.DBus.Error.Spawn.") =>
            {
                Unreached::Missing
            }
            _ => Unreached::Unresponsive,
        }
    }
}

#[cfg(target_os = "macos")]
mod system {
    use super::{Lock, Unreached};
    use apple_native_keyring_store::keychain::Store;
    use keyring::Error;
    use std::collections::HashMap;
    use std::sync::Arc;

    pub(crate) fn store() -> Result<Arc<Store>, Error> {
        Store::new()
    }

    pub(crate) fn modifiers() -> HashMap<&'static str, &'static str> {
        HashMap::new()
    }

    pub(crate) fn lock() -> Result<Lock, Unreached> {
        Ok(Lock::Unknown)
    }
}

#[cfg(target_os = "windows")]
mod system {
    use super::{Lock, Unreached};
    use keyring::Error;
    use std::collections::HashMap;
    use std::sync::Arc;
    use windows_native_keyring_store::Store;

    pub(crate) fn store() -> Result<Arc<Store>, Error> {
        Store::new()
    }

    /// The file stays on this computer, and so does its key.
    pub(crate) fn modifiers() -> HashMap<&'static str, &'static str> {
        HashMap::from([("persistence", "Local")])
    }

    pub(crate) fn lock() -> Result<Lock, Unreached> {
        Ok(Lock::Unknown)
    }
}
