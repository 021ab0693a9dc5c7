import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength, validateSync } from 'class-validator';

/** Configuration of the worker process, read once at start. Workflows never see it. */
export class WorkerConfig {
  @Matches(/^mongodb(\+srv)?:\/\/\S+$/, {
    message: 'MONGODB_URI must be set to the mongodb:// address of a replica set',
  })
  readonly MONGODB_URI!: string;

  @Matches(/^[^\s:/]+:\d{1,5}$/, { message: 'TEMPORAL_ADDRESS must be set to host:port' })
  readonly TEMPORAL_ADDRESS!: string;

  @IsString()
  @MinLength(1)
  readonly TEMPORAL_NAMESPACE: string = 'default';

  @IsString()
  @MinLength(1)
  readonly TEMPORAL_TASK_QUEUE: string = 'hazflow';

  @IsString({ message: 'HAZFLOW_SECRETS_DIR must name the folder with the signing keys' })
  @MinLength(1)
  readonly HAZFLOW_SECRETS_DIR!: string;

  /** Address printed in QR codes. */
  @IsOptional()
  @IsString()
  readonly PUBLIC_URL: string = 'http://127.0.0.1:3000';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  readonly LOG_LEVEL: string = 'info';

  /** Port of the worker's own `/health/ready`; 0 = off. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  readonly WORKER_HEALTH_PORT: number = 0;

  /** Port on which Temporal's worker metrics are served for Prometheus; 0 = off. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  readonly WORKER_METRICS_PORT: number = 0;

  /** Workflows kept in memory; 0 replays each from its history at every step, to find what is not deterministic. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly WORKER_CACHED_WORKFLOWS?: number;

  /** Minutes after its end at which a case is archived at the earliest; spread over as many again, so that a busy hour is not slowed. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1440)
  readonly WORKER_ARCHIVE_DELAY_MINUTES: number = 15;

  /** Seconds after an act at which its notice is written at the earliest; spread over as many again. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3600)
  readonly WORKER_NOTICE_DELAY_SECONDS: number = 15;

  /** Build id of the worker deployment; absent: worker versioning is off. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly WORKER_BUILD_ID?: string;

  /** `smtp://user@host:587` or `smtps://user@host:465` of the server that takes mails; absent: no mails. */
  @IsOptional()
  @Matches(/^smtps?:\/\/\S+$/, { message: 'SMTP_URL must be an smtp:// or smtps:// address' })
  readonly SMTP_URL?: string;

  /** File that holds the password for `SMTP_URL`. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly SMTP_PASSWORD_FILE?: string;

  /** Sender of mails. */
  @Matches(/^[^\r\n]*[^@\s<]+@[^@\s>]+>?$/, {
    message: 'MAIL_FROM must be a mail address, for instance HazFlow <hazflow@example.org>',
  })
  readonly MAIL_FROM: string = 'HazFlow <hazflow@localhost>';

  /** JSON file with the keys that payloads are encrypted with; absent: payloads are plain. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  readonly HAZFLOW_PAYLOAD_KEYS_FILE?: string;

  /** @throws Error naming every fault at once */
  static fromEnv(env: NodeJS.ProcessEnv): WorkerConfig {
    const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
    const config = plainToInstance(WorkerConfig, set, { exposeDefaultValues: true });
    const faults = validateSync(config, { forbidUnknownValues: false }).flatMap((e) =>
      Object.values(e.constraints ?? {}),
    );
    if (faults.length > 0) {
      throw new Error(`The configuration is not valid:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
    }
    return config;
  }
}
