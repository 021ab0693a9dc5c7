import { prove } from './runs';

/** `node dist/bench/prove/run.js --runs 5000 --seed 1`: prints figures, or the shortest story that goes wrong. */
function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`--${name} wants a positive whole number`);
  }
  return value;
}

const runs = option('runs', 200);
const seed = option('seed', Math.floor(Math.random() * 1_000_000) + 1);
console.log(`proving ${runs} runs from seed ${seed}`);
const begun = Date.now();
const found = prove(runs, seed, (done) => {
  if (done % 500 === 0) {
    console.log(`${done} runs, ${Math.round((Date.now() - begun) / 1000)} s`);
  }
});
if ('message' in found) {
  console.error(`seed ${found.seed}: ${found.message}\n\n${found.lines.join('\n')}`);
  console.error(`\nagain: npm run prove -- --runs 1 --seed ${found.seed}`);
  process.exitCode = 1;
} else {
  const codes = [...found.codes].sort(([a], [b]) => (a < b ? -1 : 1));
  codes.forEach(([code, count]) => console.log(`${String(count).padStart(8)}  ${code}`));
  console.log(
    `${found.runs} runs, ${found.steps} steps, ${found.accepted} commands accepted, ${found.refused} refused; ` +
      'model, invariants and rebuild agree',
  );
}
