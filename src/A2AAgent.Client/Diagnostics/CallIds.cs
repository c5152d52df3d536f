namespace A2AAgent.Client.Diagnostics;

/// <summary>What a call is about.</summary>
internal readonly record struct CallIds(string Task = "", string Context = "", string Message = "", string Tenant = "");
