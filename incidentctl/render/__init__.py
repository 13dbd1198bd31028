"""Values into text: safe, measured in display columns, as Markdown, as a screen."""
