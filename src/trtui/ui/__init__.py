"""The only Textual: app, screens, widgets, actions and the road from data to the screen."""
