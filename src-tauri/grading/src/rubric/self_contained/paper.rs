//! Papers, pictures and ways of others that the reader of a criterion does not hold.

use super::super::reading::{Kind, Reading, Tag};
use super::super::specific::Page;
use super::super::words::{Class, among};
use super::{Found, Unseen};

/// "The ministry's leaflet", "the model answer", "as on the website", "the way the guide puts it".
pub(super) fn paper(reading: &Reading, page: &Page, at: usize) -> Found {
    if reading.tokens[at].kind != Kind::Word || reading.said[at] {
        return None;
    }
    let output = reading.any(at + 1, &[Class::Output, Class::Part, Class::Paper])
        || reading.is_in(at + 1, "file files data code text");
    if reading.is(at, Class::Elsewhere) && output && reading.tag_before(at) != Tag::Noun {
        let the = reading.is_in(at.wrapping_sub(1), "the our as with from than like");
        let from = if reading.tag_before(at) == Tag::Determiner { at - 1 } else { at };
        return the.then_some((from..at + 2, Unseen::Paper));
    }
    if let Some(found) = as_there(reading, at) {
        return Some(found);
    }
    if let Some(found) = way_of_others(reading, at) {
        return Some(found);
    }
    if let Some(found) = the_one(reading, at) {
        return Some(found);
    }
    let of_series = reading.is_in(at, "other others") && reading.tag_before(at) == Tag::Determiner;
    if of_series
        && (reading.is(at + 1, Class::Output) || agrees_strictly(reading, at) && reading.tag(at + 1) == Tag::Noun)
        && reading.low(at + 1).ends_with('s')
        && agrees(reading, at)
    {
        return Some((at - 1..at + 2, Unseen::Paper));
    }
    let counted = reading.tag_before(at) == Tag::Number && reading.low(at) == "minutes";
    if !reading.is(at, Class::Paper) || reading.tag(at) != Tag::Noun || counted {
        return None;
    }
    let lead = (at.saturating_sub(4)..at).rev().find(|i| {
        matches!(reading.tag(*i), Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::Mark)
            || reading.tag(*i).is_finite()
    });
    let lead =
        lead.filter(|i| reading.is_in(*i, "the our your in as on from all") || reading.tag(*i) == Tag::Possessive)?;
    let linked = agrees(reading, lead + 1);
    // "The pierogi on the page": the response's own.
    let own_page = reading.low(at) == "page"
        && reading.is_in(lead.wrapping_sub(1), "on of")
        && !agrees_strictly(reading, lead + 1);
    // What the prompt itself speaks of may be the thing to be made; an appeal to it may not.
    let held = linked && (!page.holds(reading, at) || agrees_strictly(reading, lead + 1));
    let named = matches!(reading.tag(at + 1), Tag::Quote);
    (held && !named && !own_page).then_some((lead..at + 1, Unseen::Paper))
}

/// "The scale is the one that rangers use", "those from the script", "the same as in the last lesson".
fn the_one(reading: &Reading, at: usize) -> Found {
    let held = |i: usize| {
        reading.tag_before(i) == Tag::Be || reading.is_in(i.wrapping_sub(1), "as like to match matches with")
    };
    let end = reading.clause_end(at);
    let one = (reading.stands(at, "the one") || reading.stands(at, "the ones")) && held(at);
    let follows = if one { at + 2 } else { at + 1 };
    let follows = follows + usize::from(reading.low(follows) == "already");
    let those = reading.low(at) == "those" && held(at);
    let agent = matches!(reading.tag(follows), Tag::Determiner | Tag::Possessive) && follows + 2 < end;
    if (one || those)
        && (reading.is_in(follows, "that which from in used of on mentioned given listed named described shown asked")
            || agent)
    {
        return Some((at..end, Unseen::Paper));
    }
    if let Some(found) = same_as_another(reading, at) {
        return Some(found);
    }
    let as_in =
        (at + 1..end.min(at + 6)).find(|i| reading.is_in(*i, "as like") && reading.is_in(*i + 1, "in on at before"))?;
    let same = reading.low(at) == "same" && !matches!(reading.tag(as_in + 2), Tag::Quote);
    let visible = reading.any(as_in + 3, &[Class::Part]) || reading.any(as_in + 2, &[Class::Part]);
    (same && !visible).then_some((at..end, Unseen::Paper))
}

/// "The same columns as the dogs' plan", "like the real garden", "last year's toast".
fn same_as_another(reading: &Reading, at: usize) -> Found {
    let end = reading.clause_end(at);
    if reading.low(at) == "last" && reading.is_in(at + 1, "year's week's month's time's session's lesson's season's") {
        return Some((at..at + 2, Unseen::Paper));
    }
    if reading.is_in(at, "real actual existing current")
        && reading.tag(at + 1) == Tag::Noun
        && agrees_strictly(reading, at)
    {
        return Some((at..at + 2, Unseen::Paper));
    }
    if reading.low(at) != "same" {
        return None;
    }
    let as_other = (at + 1..end.min(at + 5)).find(|i| reading.low(*i) == "as")?;
    let led = matches!(reading.tag(as_other + 1), Tag::Determiner | Tag::Possessive);
    let last = (as_other + 2..end).rev().find(|i| reading.tag(*i) == Tag::Noun)?;
    let other = reading.any(last, &[Class::Output, Class::Paper]) && last + 1 == end;
    (led && other).then_some((at..end, Unseen::Paper))
}

/// "As on the invitation", but not "as in the title" or "as in 'so'".
fn as_there(reading: &Reading, at: usize) -> Found {
    let there = reading.low(at) == "as" && reading.is_in(at + 1, "in on at for");
    let led = matches!(reading.tag(at + 2), Tag::Determiner | Tag::Possessive)
        && !reading.is_in(at + 2, "a an each every this");
    let end = reading.clause_end(at);
    let noun = (at + 3..end.min(at + 7)).find(|i| reading.tag(*i) == Tag::Noun)?;
    let visible = reading.any(noun, &[Class::Part]) || reading.is_in(at.wrapping_sub(1), "same such well far long");
    (there && led && !visible).then_some((at..noun + 1, Unseen::Paper))
}

/// "The way the station's guide demands", but not "explains the way the tide works".
fn way_of_others(reading: &Reading, at: usize) -> Found {
    if !reading.stands(at, "the way") && !reading.stands(at, "the manner") {
        return None;
    }
    let told = (0..at).any(|i| {
        reading.tokens[i].verb.is_some_and(|(_, base)| matches!(base, "explain" | "describe" | "show" | "tell"))
    });
    let subject =
        matches!(reading.tag(at + 2), Tag::Determiner | Tag::Possessive) || reading.is_in(at + 2, "that in we");
    let end = reading.clause_end(at);
    let verb = (at + 3..end).any(|i| reading.tag(i).is_finite() || reading.tokens[i].verb.is_some());
    let own = reading.low(at + 2) == "in" && (at + 2..end.min(at + 6)).any(|i| reading.is(i, Class::Output));
    (!told && !own && subject && verb).then_some((at..end, Unseen::Paper))
}

/// Whether what is named from `at` on is held against the response: "follows …", "as in …", "from …".
fn agrees(reading: &Reading, at: usize) -> bool {
    const LINKS: &str = "from in on with against as by per of than like under";
    agrees_strictly(reading, at) || (at.saturating_sub(6)..at).any(|i| among(reading.low(i), LINKS))
}

/// After these a standard is named.
fn agrees_strictly(reading: &Reading, at: usize) -> bool {
    const VERBS: &str = "match follow agree correspond comply conform adhere obey respect meet satisfy pass fulfil fulfill \
        contradict use keep stick";
    const PHRASES: &str = "according to|in accordance|in line|consistent with|based on|as in|as on|as per|like in|like on|as the|same as|\
        goes against|like in|as our|in keeping|identical to|required by|asked in|given in|stated in|set in|\
        requested in";
    (at.saturating_sub(7)..at).any(|i| {
        let verb = reading.tokens[i].verb.is_some_and(|(_, base)| among(base, VERBS));
        // "Are not used in the notes" says where, not what is followed.
        let passive = reading.low(i) == "used" && (i.saturating_sub(2)..i).any(|i| reading.tag(i) == Tag::Be);
        verb && !passive && reading.tag(i) != Tag::Noun || reading.phrase(i, PHRASES).is_some()
    })
}
