import { defineText } from '../../../text/text';

export const settingsText = defineText({
  title: ['系统参数', 'Settings'],
  help: [
    '法律没有规定、由主管部门自行确定的数值。修改时新增版本，自所定日期起适用。',
    'Numbers that no law states and the house sets for itself. A change is a further version from a day on.',
  ],
  name: ['参数', 'Setting'],
  value: ['数值', 'Value'],
  from: ['施行日期', 'First day'],
  fromHelp: ['今日或以后。', 'Today or later.'],
  change: ['修改', 'Change'],
  between: ['请填写 {least} 至 {most} 之间的整数。', 'A whole number from {least} to {most}.'],
  sourceHelp: ['作出此项规定的文件名称和文号。', 'The document and its number.'],
  'unit.CHARACTER': ['{n} 个字符', '{n} characters'],
  'unit.DAY': ['{n} 天', '{n} days'],
  'unit.TASK': ['{n} 件', '{n} tasks'],
});
