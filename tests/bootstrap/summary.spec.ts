import { inNode } from './support/in-node';

const report = (passed: number, failed: number, more: object = {}) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: failed === 0,
  ...more,
});

const closing = (jestReports: unknown[], playwrightReports: unknown[] = [], failedChecks = 0) =>
  inNode({ jestReports, playwrightReports, failedChecks }, async ({ lib, args }) => {
    const { closingLine, countJest, countPlaywright, sum } = await lib('summary');
    const counts = [
      { passed: 0, failed: args.failedChecks, skipped: 0 },
      ...args.jestReports.map((one) => countJest(one ?? undefined) as unknown),
      ...args.playwrightReports.map((one) => countPlaywright(one ?? undefined) as unknown),
    ];
    return closingLine(sum(counts)) as string;
  });

describe('the closing line of npm test', () => {
  test('sums all runs', async () => {
    expect(await closing([report(10, 0), report(5, 2)])).toBe('15 passed, 2 failed');
    expect(await closing([])).toBe('0 passed, 0 failed');
  });

  test('counts failed checks, suites that could not be loaded, and runs that never reported', async () => {
    expect(await closing([report(10, 0)], [], 2)).toBe('10 passed, 2 failed');
    expect(await closing([report(10, 1, { numRuntimeErrorTestSuites: 2 })])).toBe('10 passed, 3 failed');
    expect(await closing([report(10, 0), null])).toBe('10 passed, 1 failed');
    expect(await closing([report(10, 0, { success: false })])).toBe('10 passed, 1 failed');
  });

  test('tells skipped tests', async () => {
    expect(await closing([report(3, 0, { numPendingTests: 2, numTodoTests: 1 })])).toBe(
      '3 passed, 0 failed, 3 skipped',
    );
  });

  test('adds the tests in the browser', async () => {
    expect(
      await closing([report(3, 0)], [{ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] }]),
    ).toBe('8 passed, 1 failed');
    expect(
      await closing([report(3, 0)], [{ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }]),
    ).toBe('3 passed, 1 failed');
    expect(await closing([report(3, 0)], [null])).toBe('3 passed, 1 failed');
  });
});
