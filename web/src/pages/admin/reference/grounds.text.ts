import { defineText } from '../../../text/text';

export const groundsText = defineText({
  grounds: ['可中止情形', 'Grounds on which the clock may stop'],
  help: [
    '每种情形须有法律依据，自新版本生效之日起适用。已在计算的期限按其版本办理；流程中补正、听证等环节自动中止的，由流程定义规定，不在此列。',
    'Each needs its clause and holds from the first day of the version. Running clocks keep their version; stops that a procedure makes by itself are part of the procedure.',
  ],
  none: ['没有可中止情形，期限不能中止。', 'None: the clock cannot be stopped.'],
  groundN: ['情形 {n}', 'Ground {n}'],
  zh: ['名称（中文）', 'Name in Chinese'],
  en: ['名称（英文）', 'Name in English'],
  clause: ['法律依据', 'Clause'],
  nameZh: ['情形 {n} 名称（中文）', 'Ground {n}, name in Chinese'],
  nameEn: ['情形 {n} 名称（英文）', 'Ground {n}, name in English'],
  basis: ['情形 {n} 法律依据', 'Ground {n}, clause'],
  remove: ['删除情形 {n}', 'Remove ground {n}'],
  other: ['其他情形', 'Another'],
  incomplete: ['请填写情形 {n} 的名称和法律依据。', 'Fill in the name and the clause of ground {n}.'],
});
