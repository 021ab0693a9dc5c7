import { runOperatorProgram } from './lib/operator-program.mjs';

await runOperatorProgram('activities/reconcile.js');
