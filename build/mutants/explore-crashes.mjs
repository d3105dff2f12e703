import { exploreCrashes } from '../../test/model/explore-crashes.ts';

const [runs, seed] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await exploreCrashes({ runs: Math.ceil(runs / 8), seed })));
