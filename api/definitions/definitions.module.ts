import { Module } from '@nestjs/common';
import { DefinitionRepository } from './definition.repository';
import { DefinitionsController } from './definitions.controller';
import { Definitions } from './definitions.service';
import { Rehearsals } from './rehearsals.service';

@Module({
  controllers: [DefinitionsController],
  providers: [DefinitionRepository, Definitions, Rehearsals],
  exports: [Definitions],
})
export class DefinitionsModule {}
