import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { DomainError } from '../../workflows/domain/errors';
import { Public } from '../auth/access.decorators';
import { sameText } from '../auth/secrets';
import { ApiConfig } from '../common/config';
import { Metrics } from '../common/metrics';
import { Store } from '../common/store';
import { Temporal } from '../common/temporal';

class PartHealth {
  @ApiProperty({ enum: ['up', 'down'] })
  status!: 'up' | 'down';

  @ApiProperty({ description: 'Milliseconds that the answer took.' })
  ms!: number;
}

class Readiness {
  @ApiProperty({ enum: ['ready', 'notReady'] })
  status!: 'ready' | 'notReady';

  @ApiProperty({ type: PartHealth })
  mongo!: PartHealth;

  @ApiProperty({ type: PartHealth })
  temporal!: PartHealth;
}

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const LIMIT_MS = 2500;

@ApiTags('health')
@Controller()
@Public()
@SkipThrottle({ default: true, login: true })
export class HealthController {
  constructor(
    private readonly store: Store,
    private readonly temporal: Temporal,
    private readonly metrics: Metrics,
    private readonly config: ApiConfig,
  ) {}

  @Get('health/live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse()
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The process and what it needs can do work' })
  @ApiOkResponse({ type: Readiness })
  @ApiResponse({ status: 503, type: Readiness })
  async ready(@Res({ passthrough: true }) res: Response): Promise<Readiness> {
    const [mongo, temporal] = await Promise.all([probe(() => this.store.ping()), probe(() => this.temporal.ping())]);
    const ready = mongo.status === 'up' && temporal.status === 'up';
    if (!ready) res.status(503).setHeader('Retry-After', '5');
    return { status: ready ? 'ready' : 'notReady', mongo, temporal };
  }

  @Get('metrics')
  @ApiExcludeEndpoint()
  async scrape(@Req() req: Request, @Res() res: Response): Promise<void> {
    const token = this.config.METRICS_TOKEN;
    const byToken = token !== undefined && sameText(req.get('authorization') ?? '', `Bearer ${token}`);
    if (!byToken && !isDirectLoopback(req)) throw new DomainError('access.denied');
    res.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}

/** From this machine, and not handed on by a proxy on it. */
function isDirectLoopback(req: Request): boolean {
  return LOOPBACK.includes(req.socket.remoteAddress ?? '') && req.get('x-forwarded-for') === undefined;
}

async function probe(ask: () => Promise<void>): Promise<PartHealth> {
  const start = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), LIMIT_MS);
  });
  try {
    await Promise.race([ask(), late]);
    return { status: 'up', ms: Date.now() - start };
  } catch {
    return { status: 'down', ms: Date.now() - start };
  } finally {
    clearTimeout(timer);
  }
}
