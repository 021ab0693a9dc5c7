import { ApiLogger } from '../../../api/common/logger';

function logged(write: (logger: ApiLogger) => void, level = 'info'): Record<string, unknown>[] {
  const lines: string[] = [];
  write(new ApiLogger(level, { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('secrets are blotted out, wherever they lie', () => {
  const secret = 'hunter2-hunter2';
  const lines = logged((logger) => {
    logger.write('info', { password: secret, body: { newPassword: secret, login: 'a' } }, 'x');
    logger.write(
      'info',
      { req: { headers: { authorization: secret, cookie: secret, 'set-cookie': secret, host: 'h' } } },
      'x',
    );
    logger.log({ refreshToken: secret, accessToken: secret, csrfToken: secret }, 'Auth');
  });
  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(lines[0]).toMatchObject({ password: '[redacted]', body: { login: 'a' } });
  expect(JSON.stringify(lines[1])).toContain('"host":"h"');
});

test('an error keeps its stack, and the framework tells its start only when asked', () => {
  const [line, ...rest] = logged((logger) => {
    logger.error(new Error('broken'), 'Store');
    logger.log('Mapped {/x, GET} route', 'RouterExplorer');
  });
  expect(line).toMatchObject({
    level: 50,
    context: 'Store',
    msg: 'broken',
    err: { type: 'Error', stack: expect.any(String) },
  });
  expect(rest).toEqual([]);
});
