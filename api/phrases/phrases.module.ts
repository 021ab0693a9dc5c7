import { Module } from '@nestjs/common';
import { PhrasesController } from './phrases.controller';
import { Phrases } from './phrases.service';

@Module({ controllers: [PhrasesController], providers: [Phrases] })
export class PhrasesModule {}
