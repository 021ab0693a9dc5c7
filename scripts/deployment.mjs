import { runOperatorProgram } from './lib/operator-program.mjs';

await runOperatorProgram('activities/temporal/deployment.js');
