import 'reflect-metadata';
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
  const known = error instanceof ConfigError || (error instanceof Error && 'code' in error);
  console.error(known ? (error as Error).message : error);
  process.exit(1);
});
