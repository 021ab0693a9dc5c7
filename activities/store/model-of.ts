import type { Connection, Model, Schema } from 'mongoose';

/** The model of a connection: the one registered already, else it is registered now. A name belongs to one schema. */
export function modelOf<T>(connection: Connection, name: string, schema: Schema<T>): Model<T> {
  return (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);
}
