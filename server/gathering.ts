/** How much goes together at most; one question alone may be heavier. */
interface Lots<Q> {
  readonly most?: number;
  readonly weigh?: (question: Q) => number;
}

/**
 * Answers one question at a time to its askers and many at a time to the database: what is asked while an answer is under way
 * waits for it and then goes together. `ask` answers in the order of the questions. Who asks alone waits for nobody.
 */
export function makeGathering<Q, A>(
  ask: (questions: readonly Q[]) => Promise<readonly A[]>,
  { most = 200, weigh = () => 1 }: Lots<Q> = {},
): (question: Q) => Promise<A> {
  const waiting: { question: Q; answered: (answer: A) => void; failed: (error: unknown) => void }[] = [];
  let isAsking = false;

  const takeLot = () => {
    const lot = waiting.splice(0, 1);
    let weight = weigh(lot[0]!.question);
    while (waiting.length > 0) {
      weight += weigh(waiting[0]!.question);
      if (weight > most) break;
      lot.push(waiting.shift()!);
    }
    return lot;
  };
  const askAll = async () => {
    isAsking = true;
    while (waiting.length > 0) {
      const lot = takeLot();
      try {
        const answers = await ask(lot.map(({ question }) => question));
        for (const [i, { answered }] of lot.entries()) answered(answers[i]!);
      } catch (error) {
        for (const { failed } of lot) failed(error);
      }
    }
    isAsking = false;
  };

  return (question) =>
    new Promise((answered, failed) => {
      waiting.push({ question, answered, failed });
      if (!isAsking) void askAll();
    });
}
