import path from 'node:path';
import { run } from './exec.mjs';

const bin = (root, file) => path.join(root, 'node_modules', file);

/** The checks before the tests, each one program. */
const CHECKS = [
  { name: 'lint', args: (root) => [bin(root, 'eslint/bin/eslint.js'), '.'] },
  { name: 'format', args: (root) => [bin(root, 'prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'] },
  { name: 'types', args: (root) => [bin(root, 'typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the pages', args: (root) => [bin(root, 'typescript/bin/tsc'), '--noEmit', '-p', 'web'] },
];

/** Runs all checks, which do not need one another, at once, and shows what those that fail say. @returns {Promise<import('./summary.mjs').Count>} */
export async function runChecks(ctx) {
  let failed = 0;
  await Promise.all(
    CHECKS.map(({ name, args }) =>
      ctx.say.step(`checking ${name}`, async () => {
        const { code, output } = await run(ctx, process.execPath, args(ctx.root));
        if (code === 0) return '';
        failed++;
        ctx.say.line(output.trimEnd());
        return 'failed';
      }),
    ),
  );
  return { passed: 0, failed, skipped: 0 };
}
