import { exploreTraces } from '../../test/model/explore-traces.ts';

const [runs, seed] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(exploreTraces({ runs, seed })));
