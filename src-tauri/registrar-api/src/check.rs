use crate::wire;

api_words! {
    pub enum CheckVerdict {
        Pass = "pass",
        Attention = "attention",
        /// Could not be tried.
        Unchecked = "unchecked",
    }
}

wire! {
    /// A check in the candidate's own browser has been prepared: open the page there, then ask for the outcome.
    pub struct BrowserCheck {
        pub id: String,
        pub url: String,
        pub expires_ms: i64,
    }

    pub struct BrowserCheckReport {
        /// None until the browser has reported.
        pub reported_ms: Option<i64>,
        pub rows: Vec<CheckRow>,
    }

    pub struct CheckRow {
        /// `camera`, `cookies`, `pop_ups`, `clock`.
        pub name: String,
        pub verdict: CheckVerdict,
        pub seen: String,
        /// What to do about it; empty if nothing.
        pub mend: String,
    }

    /// What came of the bytes that the app sent to see how fast they arrive.
    pub struct BytesReceived {
        /// How many there were.
        pub received: u32,
    }
}
