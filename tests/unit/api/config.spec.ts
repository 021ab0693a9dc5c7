import { ApiConfig, ConfigError } from '../../../api/common/config';

const sound = {
  MONGODB_URI: 'mongodb://db.example:27017/hazflow?replicaSet=rs0',
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  HAZFLOW_SECRETS_DIR: '/var/lib/hazflow/secrets',
};

function faultsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    ApiConfig.fromEnv(env);
    return [];
  } catch (error) {
    return (error as ConfigError).faults;
  }
}

test('what is not said has its default; an empty variable is not said', () => {
  const config = ApiConfig.fromEnv({ ...sound, PORT: '', LOG_LEVEL: '' });
  expect(config).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 3000,
    LOG_LEVEL: 'info',
    TEMPORAL_NAMESPACE: 'default',
    UPLOAD_LIMIT_MB: 30,
    publicUrl: 'http://127.0.0.1:3000',
    secureCookies: false,
  });
});

test('numbers are read, and the public address decides over the cookies', () => {
  const config = ApiConfig.fromEnv({
    ...sound,
    PORT: '8080',
    UPLOAD_LIMIT_MB: '50',
    PUBLIC_URL: 'https://hazflow.example/',
  });
  expect(config).toMatchObject({
    PORT: 8080,
    UPLOAD_LIMIT_MB: 50,
    publicUrl: 'https://hazflow.example',
    secureCookies: true,
  });
});

test('all faults are named at once', () => {
  const faults = faultsOf({ MONGODB_URI: 'localhost', PORT: 'http', PUBLIC_URL: 'ftp://x', METRICS_TOKEN: 'short' });
  for (const name of [
    'MONGODB_URI',
    'TEMPORAL_ADDRESS',
    'HAZFLOW_SECRETS_DIR',
    'PORT',
    'PUBLIC_URL',
    'METRICS_TOKEN',
  ]) {
    expect(faults.join('\n')).toContain(name);
  }
});

test.each([
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['UPLOAD_LIMIT_MB', '0'],
  ['UPLOAD_LIMIT_MB', 'many'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', '-1'],
  ['RATE_LIMIT_PER_MINUTE', 'none'],
])('%s=%s is refused', (name, value) => {
  expect(faultsOf({ ...sound, [name]: value })).toEqual([expect.stringContaining(name)]);
});
