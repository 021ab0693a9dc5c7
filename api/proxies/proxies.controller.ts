import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { NewProxyDto, ProxyDto, ProxyListDto } from './proxies.dto';
import { ProxiesService } from './proxies.service';

@ApiTags('proxies')
@Controller('proxies')
export class ProxiesController {
  constructor(private readonly proxies: ProxiesService) {}

  @Get()
  @ApiOperation({ summary: 'Proxies that you gave and that you hold' })
  @ApiOkResponse({ type: ProxyListDto })
  list(@CurrentActor() actor: Actor): Promise<ProxyListDto> {
    return this.proxies.list(actor);
  }

  @Post()
  @ApiOperation({ summary: '代理: let somebody act for you, for a time and within a scope' })
  @ApiCreatedResponse({ type: ProxyDto })
  give(@CurrentActor() actor: Actor, @Body() body: NewProxyDto): Promise<ProxyDto> {
    return this.proxies.give(actor, body);
  }

  @Delete(':proxyId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a proxy that you gave' })
  @ApiNoContentResponse()
  async end(@CurrentActor() actor: Actor, @Param('proxyId') proxyId: string): Promise<void> {
    await this.proxies.end(actor, proxyId);
  }
}
