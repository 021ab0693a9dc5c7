import { defineText } from '../../text/text';

export const phrasesText = defineText({
  title: ['常用语', 'Phrases'],
  intro: [
    '填写意见时可以选用。本人的常用语只有自己使用；单位的常用语由单位负责人维护，本单位人员都可以选用。',
    'Offered while an opinion is written. Your own are for you alone; those of a department are kept by its leadership for all its people.',
  ],
  add: ['新增常用语', 'Add a phrase'],
  edit: ['修改常用语', 'Change the phrase'],
  text: ['内容', 'Text'],
  basis: ['依据条款', 'Clause'],
  basisHelp: ['选用时随内容一并写入意见。', 'Written into the opinion with the text.'],
  whose: ['归属', 'Whose'],
  own: ['本人', 'Yours'],
  process: ['适用业务', 'Procedure'],
  anyProcess: ['全部业务', 'All procedures'],
  period: ['有效期', 'In force'],
  firstDay: ['起始日', 'First day'],
  lastDay: ['截止日（可不填）', 'Last day (optional)'],
  retire: ['停用', 'Retire'],
  retired: ['已停用', 'Retired'],
  retireTitle: ['停用常用语', 'Retire the phrase'],
  retireHelp: [
    '自明天起不再供选用，已写入意见的内容不受影响。',
    'Offered no more from tomorrow. Opinions that hold it stay as they are.',
  ],
  upcoming: ['未生效', 'Upcoming'],
  inForce: ['使用中', 'In force'],
  remove: ['删除', 'Delete'],
  none: ['还没有常用语。', 'No phrases yet.'],
  reversed: ['截止日不得早于起始日。', 'The last day cannot lie before the first.'],
});
