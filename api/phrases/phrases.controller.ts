import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor';
import { PhraseDto, PhraseQuery, SavePhraseDto } from './phrases.dto';
import { Phrases } from './phrases.service';

@ApiTags('phrases')
@Controller('phrases')
export class PhrasesController {
  constructor(private readonly phrases: Phrases) {}

  @Get()
  @ApiOperation({ summary: '常用语: your own and those of your organisations' })
  @ApiOkResponse({ type: [PhraseDto] })
  list(@CurrentActor() actor: Actor, @Query() query: PhraseQuery): Promise<PhraseDto[]> {
    return this.phrases.list(actor, query);
  }

  @Post()
  @ApiOperation({ summary: 'Add a phrase; for an organisation only by its supervisor or leadership' })
  @ApiCreatedResponse({ type: PhraseDto })
  add(@CurrentActor() actor: Actor, @Body() dto: SavePhraseDto): Promise<PhraseDto> {
    return this.phrases.add(actor, dto);
  }

  @Put(':phraseId')
  @ApiOperation({ summary: 'Change it; whose it is stays' })
  @ApiOkResponse({ type: PhraseDto })
  change(
    @CurrentActor() actor: Actor,
    @Param('phraseId') phraseId: string,
    @Body() dto: SavePhraseDto,
  ): Promise<PhraseDto> {
    return this.phrases.change(actor, phraseId, dto);
  }

  @Delete(':phraseId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a phrase' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('phraseId') phraseId: string): Promise<void> {
    await this.phrases.remove(actor, phraseId);
  }
}
