//! Sending webhooks: where to, what goes wrong on the way, and what was sent.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// One delivery as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Names and values of the signature's headers.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The outgoing side of one server. Clones share it.
#[derive(Clone, Default)]
pub struct Hooks(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    url: Option<String>,
    /// Deliveries wait here instead of being sent, to be reordered or lost.
    held: Option<Vec<Delivery>>,
    /// Every delivery is sent so many times more.
    doubled: u32,
    /// Deliveries take turns to be late, so that they arrive in another order.
    shuffled: bool,
    sent: Vec<Delivery>,
}

impl Hooks {
    /// From now on deliveries go there.
    pub fn send_to(&self, url: impl Into<String>) {
        self.lock().url = Some(url.into());
    }

    /// Each delivery is sent once and `times` times more.
    pub fn double(&self, times: u32) {
        self.lock().doubled = times;
    }

    /// Some deliveries are late, so that later ones overtake them.
    pub fn shuffle(&self, on: bool) {
        self.lock().shuffled = on;
    }

    /// Keeps deliveries back.
    pub fn hold(&self) {
        self.lock().held.get_or_insert_default();
    }

    /// What was kept back, no longer kept; the caller sends it, in any order, or does not.
    pub fn release(&self) -> Vec<Delivery> {
        self.lock().held.take().unwrap_or_default()
    }

    /// Everything that was ever sent, for a replay.
    pub fn sent(&self) -> Vec<Delivery> {
        self.lock().sent.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Sends a delivery in the background, trying again for a while without a 2xx.
    pub fn dispatch(&self, delivery: Delivery) {
        let mut state = self.lock();
        if let Some(held) = &mut state.held {
            held.push(delivery);
            return;
        }
        for copy in 0..=state.doubled {
            let (hooks, delivery) = (self.clone(), delivery.clone());
            let late = if state.shuffled { uuid::Uuid::new_v4().as_u128() % 400 * u128::from(copy + 1) } else { 0 };
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(u64::try_from(late).unwrap_or(0))).await;
                for attempt in 0..40 {
                    if hooks.send(&delivery).await.is_some_and(|status| (200..300).contains(&status)) {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(100 << (attempt / 8))).await;
                }
            });
        }
    }

    /// Sends a delivery once; answers with the status, or None if nothing answered.
    pub async fn send(&self, delivery: &Delivery) -> Option<u16> {
        let url = {
            let mut state = self.lock();
            state.sent.push(delivery.clone());
            state.url.clone()?
        };
        let mut request = client().post(url).body(delivery.body.clone()).header("content-type", "application/json");
        for (name, value) in &delivery.headers {
            request = request.header(name, value);
        }
        request.send().await.ok().map(|response| response.status().as_u16())
    }
}

fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().tls_certs_only([]).timeout(Duration::from_secs(10)).build().unwrap_or_default()
}
