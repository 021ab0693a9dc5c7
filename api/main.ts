import 'reflect-metadata';
import { StandaloneServerError } from '../activities/store/open-connection';
import { ApiConfig, ConfigError } from './common/config';
import { createApp } from './create-app';

async function main(): Promise<void> {
  const config = ApiConfig.fromEnv(process.env);
  const app = await createApp(config);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
  await app.listen(config.PORT, config.HOST);
  console.log(`HazFlow API listens on ${await app.getUrl()}`);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof StandaloneServerError || isSystemError(error);
  console.error(known ? error.message : error);
  process.exit(1);
});

/** A taken port, a folder that cannot be written: the message says it all. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
