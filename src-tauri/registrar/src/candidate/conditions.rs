//! What must hold before a seat is given.

use super::enrolment::EnrolmentRow;
use crate::core::Core;
use crate::db::Outcome;
use registrar_api::Condition;

/// Every condition, met or not, in the order in which a candidate meets them.
pub async fn of(_core: &Core, _enrolment: &EnrolmentRow) -> Outcome<Vec<Condition>> {
    Ok(vec![])
}
