//! What callgrind writes: what functions take themselves, and who calls whom.

use std::collections::HashMap;

use super::owner::Owner;

/// How often the shares of those who work for others are worked out anew: more than chains of calls among them are long.
const ROUNDS: usize = 64;

/// What gives memory.
const ALLOCATORS: [&str; 4] = ["malloc", "calloc", "realloc", "posix_memalign"];

/// A number for each owner.
type ByOwner = [f64; 5];

/// A run of a program.
#[derive(Debug, Default)]
pub(super) struct Profile {
    functions: Vec<Function>,
    calls: Vec<Call>,
}

#[derive(Debug)]
struct Function {
    name: String,
    owner: Option<Owner>,
    /// Its instructions, without those of what it calls.
    own: f64,
}

/// All calls of a function at a place in another.
#[derive(Clone, Copy, Debug)]
struct Call {
    from: usize,
    to: usize,
    count: f64,
    /// The instructions that they took.
    cost: f64,
}

/// By what the callers of a function share in what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Cost,
    Count,
}

impl Profile {
    /// Reads what callgrind wrote, with names and positions in full.
    pub(super) fn parse(text: &str) -> Self {
        let mut profile = Self::default();
        let mut numbers = HashMap::new();
        let (mut function, mut callee, mut count) = (0, 0, None);
        for line in text.lines() {
            match line.split_once('=') {
                Some(("fn", name)) => function = profile.number(&mut numbers, name),
                Some(("cfn", name)) => callee = profile.number(&mut numbers, name),
                Some(("calls", calls)) => {
                    count = calls.split(' ').next().and_then(|count| count.parse().ok());
                }
                Some(_) => {}
                None => {
                    let Some(cost) = cost(line) else { continue };
                    match count.take() {
                        Some(count) => profile.calls.push(Call {
                            from: function,
                            to: callee,
                            count,
                            cost,
                        }),
                        None => {
                            if let Some(function) = profile.functions.get_mut(function) {
                                function.own += cost;
                            }
                        }
                    }
                }
            }
        }
        profile
    }

    fn number(&mut self, numbers: &mut HashMap<String, usize>, name: &str) -> usize {
        // callgrind numbers what calls itself.
        let name = match name.rsplit_once('\'') {
            Some((name, level)) if level.parse::<u32>().is_ok() => name,
            _ => name,
        };
        *numbers.entry(name.to_owned()).or_insert_with(|| {
            self.functions.push(Function {
                name: name.to_owned(),
                owner: Owner::of_function(name),
                own: 0.0,
            });
            self.functions.len() - 1
        })
    }

    /// The instructions of each owner, with those of others that work for it.
    pub(super) fn instructions(&self) -> ByOwner {
        let shares = self.shares(By::Cost);
        let functions = self.functions.iter().zip(shares);
        sum(functions.map(|(function, share)| (function.own, share)))
    }

    /// How often each owner, or who works for it, asks for memory.
    pub(super) fn allocations(&self) -> ByOwner {
        let shares = self.shares(By::Count);
        let gives = |function: usize| ALLOCATORS.contains(&self.functions[function].name.as_str());
        let asked = self
            .calls
            .iter()
            .filter(|call| gives(call.to) && !gives(call.from));
        sum(asked.map(|call| (call.count, shares[call.from])))
    }

    /// How much of each function is whose. What works for others is divided by who calls it, and what nobody calls
    /// is the bench's.
    fn shares(&self, by: By) -> Vec<ByOwner> {
        let weight = |call: &Call| match by {
            By::Cost => call.cost,
            By::Count => call.count,
        };
        let calls = self.calls.iter().filter(|call| call.from != call.to);
        let calls: Vec<_> = calls
            .map(|call| (call.from, call.to, weight(call)))
            .collect();
        let mut called = vec![0.0; self.functions.len()];
        for &(_, to, weight) in &calls {
            called[to] += weight;
        }
        let first = |(function, called): (&Function, &f64)| match function.owner {
            Some(owner) => of(owner),
            None if *called == 0.0 => of(Owner::Bench),
            None => ByOwner::default(),
        };
        let start: Vec<ByOwner> = self.functions.iter().zip(&called).map(first).collect();
        let mut shares = start.clone();
        for _ in 0..ROUNDS {
            let mut next = start.clone();
            for &(from, to, weight) in &calls {
                if self.functions[to].owner.is_none() && called[to] > 0.0 {
                    for (next, share) in next[to].iter_mut().zip(shares[from]) {
                        *next += share * weight / called[to];
                    }
                }
            }
            shares = next;
        }
        shares
    }
}

/// The cost of a line of numbers: a position, and the cost.
fn cost(line: &str) -> Option<f64> {
    let (position, cost) = line.split_once(' ')?;
    position.parse::<u64>().ok()?;
    cost.parse().ok()
}

/// All of it is this owner's.
fn of(owner: Owner) -> ByOwner {
    Owner::ALL.map(|other| f64::from(u8::from(other == owner)))
}

fn sum(parts: impl Iterator<Item = (f64, ByOwner)>) -> ByOwner {
    parts.fold(ByOwner::default(), |mut sum, (number, share)| {
        for (sum, share) in sum.iter_mut().zip(share) {
            *sum += number * share;
        }
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runtime calls a function of the standard library three times as much as we do, and that one for memory.
    const RUN: &str = "\
events: Ir

fn=main
1 7

fn=aws_smithy_runtime::invoke
1 100
cfn=alloc::raw_vec::finish_grow
calls=3 9
2 90

fn=whittle_runtime::client::call
5 10
cfn=alloc::raw_vec::finish_grow
calls=1 9
6 30

fn=alloc::raw_vec::finish_grow
9 40
cfn=malloc
calls=4 20
9 80

fn=malloc
20 80
";

    #[test]
    fn what_works_for_others_is_theirs() {
        let profile = Profile::parse(RUN);
        let of = |owner: Owner, numbers: ByOwner| {
            let owners = Owner::ALL.into_iter().zip(numbers);
            let mut own = owners.filter(|(other, _)| *other == owner);
            own.next().map(|(_, number)| number)
        };
        let instructions = profile.instructions();
        assert_eq!(instructions.iter().sum::<f64>(), 237.0);
        assert_eq!(of(Owner::Crate, instructions), Some(40.0));
        assert_eq!(of(Owner::Runtime, instructions), Some(190.0));
        assert_eq!(of(Owner::Bench, instructions), Some(7.0));
        let allocations = profile.allocations();
        assert_eq!(of(Owner::Crate, allocations), Some(1.0));
        assert_eq!(of(Owner::Runtime, allocations), Some(3.0));
    }
}
