import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { PICTURES } from '../support/picture';
import { albumPage } from './album';

test('the page that shows the pictures', () => writeFileSync(join(PICTURES, 'README.md'), albumPage()));
