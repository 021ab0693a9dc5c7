import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  validateSync,
} from 'class-validator';

const MONGODB_URI = /^mongodb(\+srv)?:\/\/\S+$/;
const ISSUER = /^(https:\/\/[^\s/]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\]))(:\d{1,5})?(\/\S*)?$/;
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

  /** Outside identity service (OpenID Connect); absent: people sign in with their password only. */
  @IsOptional()
  @Matches(ISSUER, { message: 'OIDC_ISSUER must be an https:// address (http:// only on this machine)' })
  readonly OIDC_ISSUER?: string;

  @ValidateIf((config: ApiConfig) => config.OIDC_ISSUER !== undefined)
  @IsString({ message: 'OIDC_CLIENT_ID must be set when OIDC_ISSUER is' })
  @MinLength(1)
  readonly OIDC_CLIENT_ID?: string;

  /** File with the client's secret; absent: a public client, by PKCE alone. */
  @IsOptional()
  @IsString()
  readonly OIDC_CLIENT_SECRET_FILE?: string;

  @Matches(/(^| )openid( |$)/, { message: 'OIDC_SCOPE must contain openid' })
  readonly OIDC_SCOPE: string = 'openid';

  /** Claim that says who somebody is. */
  @IsString()
  @MinLength(1)
  readonly OIDC_CLAIM: string = 'sub';

  /** What the claim is held against: the id that an administrator linked, or the name to sign in with. */
  @IsIn(['externalId', 'login'], { message: 'OIDC_LINK must be externalId or login' })
  readonly OIDC_LINK: 'externalId' | 'login' = 'externalId';

  /** What the identity service is called on the page for signing in. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly OIDC_NAME?: string;

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
