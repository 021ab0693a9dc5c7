import { Module } from '@nestjs/common';
import { Names } from './names.service';

@Module({ providers: [Names], exports: [Names] })
export class NamesModule {}
