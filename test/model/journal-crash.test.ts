import { expect, test } from 'vitest';
import { exploreCrashes } from './explore-crashes.ts';

const runs = Math.ceil(Number(process.env.MODEL_RUNS ?? 2_400) / 8);
const seed = Number(process.env.MODEL_SEED ?? 20_260_105);

test('I8: what the journal answered for survives a crash at any byte, and nothing else appears in it', async () => {
  const { failure, ...counted } = await exploreCrashes({ runs, seed });
  console.log(`journal: ${JSON.stringify(counted)}`);
  expect(failure).toBeNull();
  expect(counted.operations).toBeGreaterThan(runs);
}, 3_600_000);
