import { Injectable } from '@nestjs/common';
import type { Setting, SettingKey } from '../../workflows/domain/settings';
import { ReferenceService } from './reference.service';

/** Numbers that the house sets for itself, as they are in force today. */
@Injectable()
export class Settings {
  constructor(private readonly reference: ReferenceService) {}

  async value(key: SettingKey): Promise<number> {
    const { items } = await this.reference.set('settings');
    const found = (items as Setting[]).find((one) => one.key === key);
    if (!found) throw new Error(`the setting ${key} is not loaded: run the loader (dist/seeds/load.js)`);
    return found.value;
  }
}
