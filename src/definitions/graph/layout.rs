//! Where the boxes of a graph stand and how its arrows run: columns from left to right, as in Sugiyama's method (ranks
//! by the longest way, bends where an arrow passes a column, fewer crossings by barycentres, heights by isotonic
//! regression). Pure arithmetic; lengths are in pixels.
//!
//! Written here because the crates that lay graphs out are either young or draw with a font of their own; a procedure's
//! graph is small (some hundred boxes).

/// Width and height of a box.
pub type Size = (f64, f64);
/// A point, from the top left.
pub type Point = (f64, f64);

/// The result: as large as `size`, each box's top left corner, each arrow's points. Between the points of an arrow with
/// an even index and the next it bends, between the others it is straight.
#[derive(Debug, Default)]
pub struct Layout {
    pub size: Size,
    pub corners: Vec<Point>,
    pub routes: Vec<Vec<Point>>,
}

const BETWEEN_COLUMNS: f64 = 60.0;
const BETWEEN_BOXES: f64 = 16.0;
const BETWEEN_LINES: f64 = 9.0;
const SWEEPS: usize = 24;

/// A box, or the place where an arrow passes a column.
struct Item {
    node: Option<usize>,
    size: Size,
    /// Its middle.
    y: f64,
    before: Vec<usize>,
    after: Vec<usize>,
}

/// Lays out boxes of these sizes with these arrows (from, to); an arrow from a box to itself has no route.
pub fn layout(sizes: &[Size], edges: &[(usize, usize)]) -> Layout {
    let backwards = backwards(sizes.len(), edges);
    let forward: Vec<(usize, usize)> =
        edges.iter().zip(&backwards).map(|(&(a, b), turned)| if *turned { (b, a) } else { (a, b) }).collect();
    let ranks = ranks(sizes.len(), &forward);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); ranks.iter().max().map_or(0, |most| most + 1)];
    let mut items: Vec<Item> = Vec::new();
    for (node, size) in sizes.iter().enumerate() {
        items.push(Item { node: Some(node), size: *size, y: 0.0, before: Vec::new(), after: Vec::new() });
        columns[ranks[node]].push(node);
    }
    let chains: Vec<Vec<usize>> = forward
        .iter()
        .map(|&(from, to)| if from == to { Vec::new() } else { chain(from, to, &ranks, &mut items, &mut columns) })
        .collect();
    order(&mut columns, &items);
    heights(&columns, &mut items);
    place(sizes, &columns, &items, &chains, &backwards)
}

/// The items along an arrow; those between its ends are made.
fn chain(from: usize, to: usize, ranks: &[usize], items: &mut Vec<Item>, columns: &mut [Vec<usize>]) -> Vec<usize> {
    let mut chain = vec![from];
    for column in columns.iter_mut().take(ranks[to]).skip(ranks[from] + 1) {
        column.push(items.len());
        chain.push(items.len());
        items.push(Item { node: None, size: (0.0, 0.0), y: 0.0, before: Vec::new(), after: Vec::new() });
    }
    chain.push(to);
    for pair in chain.windows(2) {
        items[pair[0]].after.push(pair[1]);
        items[pair[1]].before.push(pair[0]);
    }
    chain
}

/// Which arrows close a circle: they are laid out the other way round.
fn backwards(nodes: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (edge, (from, _)) in edges.iter().enumerate() {
        out[*from].push(edge);
    }
    let mut turned = vec![false; edges.len()];
    // 0: not seen, 1: on the present way, 2: left.
    let mut state = vec![0u8; nodes];
    for start in 0..nodes {
        let mut way: Vec<(usize, usize)> = Vec::new();
        if state[start] == 0 {
            state[start] = 1;
            way.push((start, 0));
        }
        while let Some((node, next)) = way.pop() {
            let Some(&edge) = out[node].get(next) else {
                state[node] = 2;
                continue;
            };
            way.push((node, next + 1));
            let to = edges[edge].1;
            match state[to] {
                0 => {
                    state[to] = 1;
                    way.push((to, 0));
                }
                1 => turned[edge] = true,
                _ => {}
            }
        }
    }
    turned
}

/// The column of each box: one more than that of all before it; what nothing leads to stands close to what it leads to.
fn ranks(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut ranks: Vec<usize> = vec![0; nodes];
    // There are no circles, so after as many rounds as there are boxes nothing moves.
    for _ in 0..nodes {
        let mut moved = false;
        for &(from, to) in edges.iter().filter(|(from, to)| from != to) {
            if ranks[to] <= ranks[from] {
                ranks[to] = ranks[from] + 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    for node in 0..nodes {
        let first = edges.iter().filter(|(from, to)| *from == node && from != to).map(|(_, to)| ranks[*to]).min();
        if let (Some(first), false) = (first, edges.iter().any(|(from, to)| *to == node && from != to)) {
            ranks[node] = first.saturating_sub(1);
        }
    }
    ranks
}

/// Reorders the columns so that fewer arrows cross.
fn order(columns: &mut Vec<Vec<usize>>, items: &[Item]) {
    let mut best = columns.clone();
    let mut fewest = crossings(columns, items);
    for sweep in 0..SWEEPS {
        let rightwards = sweep % 2 == 0;
        let places = positions(columns, items.len());
        let mut places = places;
        let indices: Vec<usize> =
            if rightwards { (0..columns.len()).collect() } else { (0..columns.len()).rev().collect() };
        for index in indices {
            let key = |item: &usize| {
                let near = if rightwards { &items[*item].before } else { &items[*item].after };
                let sum: f64 = near.iter().map(|other| places[*other]).sum();
                if near.is_empty() { places[*item] } else { sum / near.len() as f64 }
            };
            let mut keyed: Vec<(f64, usize)> = columns[index].iter().map(|item| (key(item), *item)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            columns[index] = keyed.into_iter().map(|(_, item)| item).collect();
            for (place, item) in columns[index].iter().enumerate() {
                places[*item] = relative(place, columns[index].len());
            }
        }
        let now = crossings(columns, items);
        if now < fewest {
            fewest = now;
            best.clone_from(columns);
        }
    }
    *columns = best;
}

/// A place in a column, so that columns of different lengths compare.
fn relative(place: usize, length: usize) -> f64 {
    (place as f64 + 0.5) / length as f64
}

fn positions(columns: &[Vec<usize>], items: usize) -> Vec<f64> {
    let mut places = vec![0.0; items];
    for column in columns {
        for (place, item) in column.iter().enumerate() {
            places[*item] = relative(place, column.len());
        }
    }
    places
}

fn crossings(columns: &[Vec<usize>], items: &[Item]) -> usize {
    let places = positions(columns, items.len());
    let mut count = 0;
    for column in columns {
        let pairs: Vec<(f64, f64)> =
            column.iter().flat_map(|item| items[*item].after.iter().map(|to| (places[*item], places[*to]))).collect();
        for (index, a) in pairs.iter().enumerate() {
            count += pairs[index + 1..].iter().filter(|b| (a.0 - b.0) * (a.1 - b.1) < 0.0).count();
        }
    }
    count
}

/// The room between the middles of two neighbours in a column.
fn apart(a: &Item, b: &Item) -> f64 {
    let gap = if a.node.is_some() && b.node.is_some() { BETWEEN_BOXES } else { BETWEEN_LINES };
    (a.size.1 + b.size.1) / 2.0 + gap
}

/// Puts each item as near as its column allows to the middle of what it is connected with.
fn heights(columns: &[Vec<usize>], items: &mut [Item]) {
    for column in columns {
        let mut y = 0.0;
        for (place, item) in column.iter().enumerate() {
            if let Some(above) = place.checked_sub(1) {
                y += apart(&items[column[above]], &items[*item]);
            }
            items[*item].y = y;
        }
    }
    for sweep in 0..SWEEPS {
        let rightwards = sweep % 2 == 0;
        let indices: Vec<usize> =
            if rightwards { (0..columns.len()).collect() } else { (0..columns.len()).rev().collect() };
        for index in indices {
            let column = &columns[index];
            let wanted: Vec<f64> = column
                .iter()
                .map(|item| {
                    let item = &items[*item];
                    let near: Vec<f64> = match sweep + 2 < SWEEPS {
                        true if rightwards => item.before.iter().map(|other| items[*other].y).collect(),
                        true => item.after.iter().map(|other| items[*other].y).collect(),
                        false => item.before.iter().chain(&item.after).map(|other| items[*other].y).collect(),
                    };
                    if near.is_empty() { item.y } else { near.iter().sum::<f64>() / near.len() as f64 }
                })
                .collect();
            for (item, y) in column.iter().zip(settle(column, &wanted, items)) {
                items[*item].y = y;
            }
        }
    }
}

/// The heights nearest to those wanted (least squares) that keep the order and the room between neighbours: pool
/// adjacent violators.
fn settle(column: &[usize], wanted: &[f64], items: &[Item]) -> Vec<f64> {
    let mut offsets = Vec::with_capacity(column.len());
    let mut offset = 0.0;
    for (place, item) in column.iter().enumerate() {
        if let Some(above) = place.checked_sub(1) {
            offset += apart(&items[column[above]], &items[*item]);
        }
        offsets.push(offset);
    }
    // Blocks of neighbours that touch: sum, weight, count. A bend weighs more, so that long arrows run straight.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for ((item, wanted), offset) in column.iter().zip(wanted).zip(&offsets) {
        let weight = if items[*item].node.is_some() { 1.0 } else { 3.0 };
        blocks.push(((wanted - offset) * weight, weight, 1));
        while let [.., a, b] = blocks.as_slice()
            && a.0 / a.1 > b.0 / b.1
        {
            let joined = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(joined);
        }
    }
    let fitted = blocks.iter().flat_map(|(sum, weight, count)| std::iter::repeat_n(sum / weight, *count));
    fitted.zip(&offsets).map(|(fit, offset)| fit + offset).collect()
}

/// Columns beside each other, everything from zero, and the points of each arrow.
fn place(sizes: &[Size], columns: &[Vec<usize>], items: &[Item], chains: &[Vec<usize>], backwards: &[bool]) -> Layout {
    let top = items.iter().map(|item| item.y - item.size.1 / 2.0).fold(f64::INFINITY, f64::min);
    let bottom = items.iter().map(|item| item.y + item.size.1 / 2.0).fold(f64::NEG_INFINITY, f64::max);
    let mut left = vec![0.0; items.len()];
    let mut right = vec![0.0; items.len()];
    let mut x = 0.0;
    for column in columns {
        let width = column.iter().map(|item| items[*item].size.0).fold(0.0, f64::max);
        for item in column {
            left[*item] = x;
            right[*item] = x + if items[*item].node.is_some() { items[*item].size.0 } else { width };
        }
        x += width + BETWEEN_COLUMNS;
    }
    let corners = (0..sizes.len()).map(|node| (left[node], items[node].y - items[node].size.1 / 2.0 - top)).collect();
    let (starts, ends) = (ports(items, chains, true), ports(items, chains, false));
    let mut routes = Vec::with_capacity(chains.len());
    for (edge, chain) in chains.iter().enumerate() {
        let mut points: Vec<Point> = Vec::new();
        for (step, item) in chain.iter().enumerate() {
            let y = items[*item].y - top;
            if step > 0 {
                points.push((left[*item], if step + 1 == chain.len() { y + ends[edge] } else { y }));
            }
            if step + 1 < chain.len() {
                points.push((right[*item], if step == 0 { y + starts[edge] } else { y }));
            }
        }
        if backwards[edge] {
            points.reverse();
        }
        routes.push(points);
    }
    let height = if bottom.is_finite() { bottom - top } else { 0.0 };
    Layout { size: ((x - BETWEEN_COLUMNS).max(0.0), height), corners, routes }
}

/// How far from the middle of its box each arrow begins (or ends): spread over the side, in the order of where it goes.
fn ports(items: &[Item], chains: &[Vec<usize>], starts: bool) -> Vec<f64> {
    let mut offsets = vec![0.0; chains.len()];
    for (node, item) in items.iter().enumerate().filter(|(_, item)| item.node.is_some()) {
        let mut here: Vec<(f64, usize)> = chains
            .iter()
            .enumerate()
            .filter_map(|(edge, chain)| {
                let (end, next) = match chain.as_slice() {
                    [first, second, ..] if starts => (*first, *second),
                    [.., before, last] if !starts => (*last, *before),
                    _ => return None,
                };
                (end == node).then(|| (items[next].y, edge))
            })
            .collect();
        here.sort_by(|a, b| a.0.total_cmp(&b.0));
        let step = (item.size.1 * 0.8 / here.len().max(1) as f64).min(14.0);
        for (place, (_, edge)) in here.iter().enumerate() {
            offsets[*edge] = (place as f64 - (here.len() - 1) as f64 / 2.0) * step;
        }
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn overlap(a: (Point, Size), b: (Point, Size)) -> bool {
        let apart = |a: f64, wide: f64, b: f64, other: f64| a + wide <= b + 0.01 || b + other <= a + 0.01;
        !apart(a.0.0, a.1.0, b.0.0, b.1.0) && !apart(a.0.1, a.1.1, b.0.1, b.1.1)
    }

    proptest! {
        /// Whatever leads to what, circles included: no box lies on another, and everything lies within the size.
        #[test]
        fn no_box_lies_on_another(
            sizes in prop::collection::vec((20.0..300.0f64, 20.0..200.0f64), 1..25),
            edges in prop::collection::vec((0usize..25, 0usize..25), 0..60),
        ) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a % sizes.len(), b % sizes.len())).collect();
            let layout = layout(&sizes, &edges);
            for a in 0..sizes.len() {
                for b in 0..a {
                    prop_assert!(!overlap((layout.corners[a], sizes[a]), (layout.corners[b], sizes[b])));
                }
                let (x, y) = layout.corners[a];
                prop_assert!(x >= -0.01 && y >= -0.01);
                prop_assert!(x + sizes[a].0 <= layout.size.0 + 0.01 && y + sizes[a].1 <= layout.size.1 + 0.01);
            }
            for (route, (from, to)) in layout.routes.iter().zip(&edges) {
                prop_assert_eq!(route.is_empty(), from == to);
                prop_assert_eq!(route.len() % 2, 0);
            }
        }
    }

    #[test]
    fn a_chain_runs_from_left_to_right_in_one_line() {
        let layout = layout(&[(50.0, 20.0); 3], &[(0, 1), (1, 2)]);
        assert_eq!(layout.corners, [(0.0, 0.0), (110.0, 0.0), (220.0, 0.0)]);
        assert_eq!(layout.routes[0], [(50.0, 10.0), (110.0, 10.0)]);
        assert_eq!(layout.size, (270.0, 20.0));
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(layout(&[], &[]).size, (0.0, 0.0));
    }
}
