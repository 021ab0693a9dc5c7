import { Module } from '@nestjs/common';
import { MailAdminController } from './mail-admin.controller';
import { MailAdmin } from './mail-admin.service';
import { NotificationsController } from './notifications.controller';
import { Notifications } from './notifications.service';

@Module({
  controllers: [NotificationsController, MailAdminController],
  providers: [Notifications, MailAdmin],
  exports: [Notifications],
})
export class NotificationsModule {}
