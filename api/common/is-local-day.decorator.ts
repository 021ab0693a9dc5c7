import { registerDecorator, type ValidationOptions } from 'class-validator';
import { isDay } from '../../workflows/domain/calendar';

/** A date `YYYY-MM-DD` that exists in the calendar. */
export function IsLocalDay(options?: ValidationOptions): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name: 'isLocalDay',
      target: target.constructor,
      propertyName: String(propertyName),
      ...(options ? { options } : {}),
      validator: { validate: isDay },
    });
  };
}
