//! What can be asked on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// How far raters agree: any of the usual coefficients, from a table of ratings.
///
/// The table is long (one row a rating: --rater and --value name its columns) or wide (one row a unit, one column a
/// rater). It has a header. Cells that are empty, NA, NaN, null or "." are ratings that are missing, unless --categories
/// names them.
#[derive(Debug, Parser)]
#[command(name = "agreement", version, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub ask: Option<Ask>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Compute every example of a JSON file of test vectors; one JSON line each, exit 1 if any fails.
    Vectors {
        /// A file with `vectors`: a list of name, statistic, input, expected, tolerance.
        file: PathBuf,
    },
}

/// A question about one table.
#[derive(Debug, Args)]
pub struct Ask {
    /// The table, its cells separated by commas, semicolons or tabs, whichever its header has; "-" reads standard input.
    pub file: PathBuf,
    /// The column that names the unit (item, subject); in a wide table it may be left out.
    #[arg(long, value_name = "COLUMN")]
    pub unit: Option<String>,
    /// The column that names the rater: the table is long.
    #[arg(long, value_name = "COLUMN", requires = "value")]
    pub rater: Option<String>,
    /// The column that holds the rating, in a long table.
    #[arg(long, value_name = "COLUMN", requires = "rater")]
    pub value: Option<String>,
    /// Only these raters, in this order; in a wide table, the columns.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub raters: Vec<String>,
    /// What to compute.
    #[arg(long, short, value_enum)]
    pub statistic: Name,
    /// Krippendorff's alpha: what the ratings are; nominal if it is not said.
    #[arg(long, value_enum)]
    pub level: Option<Metric>,
    /// How much different categories count as agreeing.
    #[arg(long, value_enum)]
    pub weights: Option<WeightsName>,
    /// The categories in their order, used or not. Else: those that occur, numbers by size, words by alphabet.
    #[arg(long, value_name = "LOW,..,HIGH", value_delimiter = ',')]
    pub categories: Vec<String>,
    /// Further words for a missing rating.
    #[arg(long, value_name = "WORD,..", value_delimiter = ',')]
    pub missing: Vec<String>,
    /// What separates the cells; "tab" for a tab.
    #[arg(long, value_name = "CHARACTER")]
    pub delimiter: Option<String>,
    /// The level of the interval.
    #[arg(long, value_name = "SHARE", default_value_t = agreement::LEVEL, allow_negative_numbers = true)]
    pub confidence: f64,
    /// An interval by so many resamples of the units.
    #[arg(long, value_name = "N")]
    pub bootstrap: Option<usize>,
    /// The seed of the resampling; the same seed gives the same interval.
    #[arg(long, value_name = "S", default_value_t = 1, requires = "bootstrap")]
    pub seed: u64,
    /// The resamples make an interval by BCa instead of percentiles.
    #[arg(long, requires = "bootstrap")]
    pub bca: bool,
    /// One line of JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Name {
    /// Percent agreement.
    #[value(aliases = ["percent-agreement", "percent_agreement"])]
    Percent,
    /// Cohen's kappa: two raters, or each pair of more.
    #[value(aliases = ["cohen-kappa", "cohen_kappa", "kappa"])]
    Cohen,
    /// Scott's pi: two raters, or each pair of more.
    #[value(aliases = ["scott-pi", "scott_pi"])]
    Scott,
    /// Brennan and Prediger's coefficient (Bennett's S): any number of raters.
    #[value(alias = "brennan_prediger")]
    BrennanPrediger,
    /// Prevalence- and bias-adjusted kappa: two raters, or each pair of more.
    Pabak,
    /// Gwet's AC1, or AC2 with --weights.
    #[value(aliases = ["gwet-ac1", "gwet-ac2", "gwet_ac1", "gwet_ac2", "ac1", "ac2"])]
    Gwet,
    /// Fleiss' kappa.
    #[value(aliases = ["fleiss-kappa", "fleiss_kappa"])]
    Fleiss,
    /// Conger's kappa.
    #[value(aliases = ["conger-kappa", "conger_kappa"])]
    Conger,
    /// Randolph's free-marginal kappa.
    #[value(aliases = ["randolph-kappa", "randolph_kappa"])]
    Randolph,
    /// Krippendorff's alpha; --level says of what kind the ratings are.
    #[value(aliases = ["krippendorff-alpha", "krippendorff_alpha", "alpha"])]
    Krippendorff,
    /// Intraclass correlation, all six forms.
    Icc,
    /// Pearson's r: two raters, or each pair of more.
    Pearson,
    /// Spearman's rho: two raters, or each pair of more.
    #[value(aliases = ["spearman-rho", "spearman_rho"])]
    Spearman,
    /// Kendall's tau-b: two raters, or each pair of more.
    #[value(aliases = ["kendall-tau-b", "kendall_tau_b", "kendall-tau"])]
    Kendall,
    /// Kendall's W: any number of raters who rank the units.
    #[value(alias = "kendall_w")]
    KendallW,
    /// How much higher the first rates than the second, with limits of agreement: two raters, or each pair of more.
    #[value(aliases = ["mean_difference", "bland-altman"])]
    MeanDifference,
    /// Dawid and Skene's estimate of truth and raters.
    #[value(aliases = ["dawid_skene"])]
    DawidSkene,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Metric {
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WeightsName {
    Identity,
    Linear,
    Quadratic,
}
