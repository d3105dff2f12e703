/** Median and interquartile range (linear between ranks) of numbers; the order does not matter. */
export function summarize(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const rank = (sorted.length - 1) * share;
    const below = Math.floor(rank);
    return sorted[below] + ((sorted[below + 1] ?? sorted[below]) - sorted[below]) * (rank - below);
  };
  return { median: round(at(0.5)), iqr: round(at(0.75) - at(0.25)) };
}

/** The contenders in the order of repetition `repetition`: everybody is first equally often. */
export const rotate = (contenders, repetition) =>
  contenders.map((_, i) => contenders[(i + repetition) % contenders.length]);

/**
 * One case of the result: `samples` maps a contender to its measured values, 'ours' included, one per repetition. A ratio
 * above 1 means that ours is better. It is the median over the repetitions, each compared with itself: a machine that grows
 * slower in between then slows both sides.
 */
export function describeCase(name, unit, samples, { biggerIsBetter }) {
  const { ours, ...peers } = samples;
  const ratioTo = (theirs) =>
    summarize(theirs.map((value, i) => (biggerIsBetter ? ours[i] / value : value / ours[i]))).median;
  return {
    case: name,
    unit,
    ours: summarize(ours),
    peers: Object.fromEntries(Object.entries(peers).map(([who, values]) => [who, summarize(values)])),
    ratio: Object.fromEntries(Object.entries(peers).map(([who, values]) => [who, ratioTo(values)])),
  };
}

const round = (value) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);
