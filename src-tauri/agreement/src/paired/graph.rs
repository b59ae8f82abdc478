//! What comparisons connect.

use super::comparisons::Pair;

/// Whether each item can be reached from each along games that the one has won or tied against the next (Ford 1957).
pub(super) fn strongly_connected(pairs: &[Pair], items: usize) -> bool {
    let beats = |pair: &Pair| {
        let ways = [(pair.first, pair.second, pair.first_wins), (pair.second, pair.first, pair.second_wins)];
        ways.map(|(over, under, wins)| (wins + pair.ties > 0.0).then_some(Edge { from: over, to: under, step: 0 }))
    };
    let edges: Vec<Edge> = pairs.iter().flat_map(beats).flatten().collect();
    if edges.len() < items {
        return false;
    }
    let turned: Vec<Edge> = edges.iter().map(Edge::turned).collect();
    let reaches_all = |edges: &[Edge]| heights(edges, items).iter().all(Option::is_some);
    reaches_all(&edges) && reaches_all(&turned)
}

/// Whether items can be put on steps such that each one named first stands one above the one named second: then the
/// advantage of being named first cannot be told from strengths. The pairs must connect all items.
pub(super) fn in_steps(pairs: &[Pair], items: usize) -> bool {
    let down = |pair: &Pair| Edge { from: pair.first, to: pair.second, step: -1 };
    let edges: Vec<Edge> = pairs.iter().map(down).flat_map(|edge| [edge.turned(), edge]).collect();
    let heights = heights(&edges, items);
    edges.iter().all(|edge| heights[edge.to as usize] == heights[edge.from as usize].map(|height| height + edge.step))
}

#[derive(Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
    /// By how much the one end is higher than the other.
    step: i64,
}

impl Edge {
    fn turned(&self) -> Edge {
        Edge { from: self.to, to: self.from, step: -self.step }
    }
}

/// The heights of all nodes that the edges lead to from the first node, each by the way that was found first.
fn heights(edges: &[Edge], nodes: usize) -> Vec<Option<i64>> {
    let mut starts = vec![0; nodes + 1];
    edges.iter().for_each(|edge| starts[edge.from as usize + 1] += 1);
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut next = starts.clone();
    let mut sorted = vec![Edge { from: 0, to: 0, step: 0 }; edges.len()];
    for edge in edges {
        let place = &mut next[edge.from as usize];
        sorted[*place] = *edge;
        *place += 1;
    }
    let mut heights = vec![None; nodes];
    heights[0] = Some(0);
    let mut open = vec![(0, 0)];
    while let Some((node, height)) = open.pop() {
        for edge in &sorted[starts[node]..starts[node + 1]] {
            let end = edge.to as usize;
            if heights[end].is_none() {
                heights[end] = Some(height + edge.step);
                open.push((end, height + edge.step));
            }
        }
    }
    heights
}
