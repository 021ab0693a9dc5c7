import { prove } from '../../../bench/prove/runs';

const SEED = Number(process.env['PROVE_SEED'] ?? 1);
const RUNS = Number(process.env['PROVE_RUNS'] ?? 200);

describe('random sound definitions × random commands by random people × random clock jumps', () => {
  it(`agree with the reference model and keep the invariants: ${RUNS} runs from seed ${SEED}`, () => {
    const found = prove(RUNS, SEED);
    if ('message' in found) {
      throw new Error(`seed ${found.seed}: ${found.message}\n${found.lines.join('\n')}`);
    }
    // The walk reaches the rare things too.
    for (const name of ['completeTask', 'recallDecision', 'addSigner', 'delegateTask', 'recusePerson', 'reopenCase']) {
      expect(found.codes.get(name)).toBeGreaterThan(0);
    }
  });
});
