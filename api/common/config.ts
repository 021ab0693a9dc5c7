import { plainToInstance, Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, validateSync } from 'class-validator';

const MONGODB_URI = /^mongodb(\+srv)?:\/\/\S+$/;
const HOST_PORT = /^[^\s:/]+:\d{1,5}$/;

/** Configuration of the API process, read once at start from the environment. Immutable. */
export class ApiConfig {
  /** Replica set. */
  @Matches(MONGODB_URI, { message: 'MONGODB_URI must be set to the mongodb:// address of a replica set' })
  readonly MONGODB_URI!: string;

  @Matches(HOST_PORT, { message: 'TEMPORAL_ADDRESS must be set to host:port' })
  readonly TEMPORAL_ADDRESS!: string;

  @IsString()
  @MinLength(1)
  readonly TEMPORAL_NAMESPACE: string = 'default';

  @IsString()
  @MinLength(1)
  readonly TEMPORAL_TASK_QUEUE: string = 'hazflow';

  @IsString()
  @MinLength(1)
  readonly HOST: string = '127.0.0.1';

  /** 0 takes any free port. */
  @Type(() => Number)
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0)
  @Max(65535)
  readonly PORT: number = 3000;

  @IsOptional()
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'PUBLIC_URL must be an http(s) address' },
  )
  readonly PUBLIC_URL?: string;

  @IsString({ message: 'HAZFLOW_SECRETS_DIR must name the folder with the signing keys' })
  @MinLength(1, { message: 'HAZFLOW_SECRETS_DIR must name the folder with the signing keys' })
  readonly HAZFLOW_SECRETS_DIR!: string;

  /** JSON file with the keys that payloads are encrypted with; absent: payloads are plain. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly HAZFLOW_PAYLOAD_KEYS_FILE?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  readonly LOG_LEVEL: string = 'info';

  /** Requests per minute that one person (or one address that is not signed in) may make of one API process; 0 = no limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly RATE_LIMIT_PER_MINUTE: number = 1200;

  /** Number of reverse proxies in front whose X-Forwarded-For is believed. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10)
  readonly TRUST_PROXY: number = 0;

  /** Bearer token with which a scraper may read /metrics from another machine; without it only the loopback may. */
  @IsOptional()
  @MinLength(16, { message: 'METRICS_TOKEN must have at least 16 characters' })
  readonly METRICS_TOKEN?: string;

  /** Folder with the built pages; absent pages are simply not served. */
  @IsOptional()
  @IsString()
  readonly WEB_DIR?: string;

  /** Largest upload in megabytes. */
  @Transform(({ value }) => Number(value))
  @IsInt()
  @Min(1)
  @Max(1024)
  readonly UPLOAD_LIMIT_MB: number = 30;

  /** Address that people use, without a slash at the end. */
  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://${this.HOST}:${this.PORT}`).replace(/\/+$/, '');
  }

  /** Cookies are marked Secure when people come over https. */
  get secureCookies(): boolean {
    return this.publicUrl.startsWith('https://');
  }

  /**
   * Reads and checks the environment.
   * @throws ConfigError naming every fault at once.
   */
  static fromEnv(env: NodeJS.ProcessEnv): ApiConfig {
    const names = Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== '');
    const config = plainToInstance(ApiConfig, Object.fromEntries(names.map((name) => [name, env[name]])), {
      exposeDefaultValues: true,
    });
    const faults = validateSync(config, { forbidUnknownValues: false, stopAtFirstError: true }).flatMap((e) =>
      Object.values(e.constraints ?? {}),
    );
    if (faults.length > 0) throw new ConfigError(faults);
    return config;
  }
}

export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}
