import { defineText } from '../../../text/text';

export const mailText = defineText({
  title: ['邮件通知', 'Mails'],
  off: [
    '没有配置邮件服务器，或发送邮件的程序没有运行。通知只在系统内提示。',
    'No mail server is configured, or the worker that sends mails does not run. People are told in the pages only.',
  ],
  good: ['邮件服务器 {server} 工作正常。', 'The mail server {server} works.'],
  trouble: [
    '自 {since} 起邮件发不出去，恢复后自动补发。服务器应答：{message}',
    'Nothing goes out since {since}; it will when the server is back. It says: {message}',
  ],
  figures: ['待发 {waiting} 封，被拒收 {refused} 封。', '{waiting} waiting, {refused} refused.'],
  lastSent: ['最近一次发出：{time}。', 'Last sent: {time}.'],
  to: ['收件人', 'To'],
  kind: ['种类', 'Kind'],
  'kind.atOnce': ['即时通知', 'At once'],
  'kind.digest': ['每日提醒', 'Daily'],
  'kind.test': ['测试', 'Test'],
  'state.waiting': ['等待重发', 'To be tried again'],
  'state.refused': ['被拒收', 'Refused'],
  answer: ['服务器应答', 'Answer of the server'],
  attempts: ['已试次数', 'Attempts'],
  retry: ['重新发送', 'Send again'],
  retried: ['已安排重新发送。', 'It will be tried again.'],
  test: ['给自己发一封测试邮件', 'Send yourself a mail'],
  testSent: ['测试邮件将发往 {address}。', 'A mail goes to {address}.'],
});
